# Opens descriptor 0 for bytes, and reads a line.
print(sum(map(int, open(0, "rb").readline().split())))
