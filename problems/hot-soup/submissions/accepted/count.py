n, t = map(int, input().split())
print(sum(bowl > t for bowl in map(int, input().split())))
