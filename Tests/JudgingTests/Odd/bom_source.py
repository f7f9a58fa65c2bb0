# The source begins with a byte order mark.
print(sum(map(int, input().split())))
