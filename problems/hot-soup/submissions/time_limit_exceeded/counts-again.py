# Too slow: counts all earlier bowls again for each bowl.
n, t = map(int, input().split())
bowls = list(map(int, input().split()))
hot = 0
for i in range(n):
    hot = 0
    for bowl in bowls[: i + 1]:
        if bowl > t:
            hot += 1
print(hot)
