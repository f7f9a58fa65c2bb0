# Ends its output without a line end.
print(sum(map(int, input().split())), end="")
