# Wrong: a spell counts only once a wet day ends it.
for _ in range(int(input())):
    n, k = map(int, input().split())
    best = run = 0
    for rain in map(int, input().split()):
        if rain <= k:
            run += 1
        else:
            best = max(best, run)
            run = 0
    print(best)
