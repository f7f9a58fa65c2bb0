# Writes line ends as Windows does.
print(sum(map(int, input().split())), end="\r\n")
