# Too slow: walks on from every day, which takes n * n / 2 steps when all days are dry.
for _ in range(int(input())):
    n, k = map(int, input().split())
    rain = list(map(int, input().split()))
    best = 0
    for first in range(n):
        last = first
        while last < n and rain[last] <= k:
            last += 1
        best = max(best, last - first)
    print(best)
