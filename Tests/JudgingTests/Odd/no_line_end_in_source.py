# The source ends without a line end.
print(sum(map(int, input().split())))