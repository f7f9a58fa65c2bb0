# Wrong: bowls of the same temperature are counted once.
n, t = map(int, input().split())
print(len({bowl for bowl in map(int, input().split()) if bowl > t}))
