# Writes empty lines behind its answer.
print(sum(map(int, input().split())))
print()
print()
