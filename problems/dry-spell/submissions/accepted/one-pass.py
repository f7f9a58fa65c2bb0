for _ in range(int(input())):
    n, k = map(int, input().split())
    best = run = 0
    for rain in map(int, input().split()):
        run = run + 1 if rain <= k else 0
        best = max(best, run)
    print(best)
