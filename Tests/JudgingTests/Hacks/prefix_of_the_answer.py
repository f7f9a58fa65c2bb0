# Writes the first digit of the answer only.
a, b = map(int, input().split())
print(str(a + b)[:1])
