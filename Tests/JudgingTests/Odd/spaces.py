# Writes spaces around its answer.
print(" ", sum(map(int, input().split())), " \t")
