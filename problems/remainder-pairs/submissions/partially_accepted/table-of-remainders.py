# 30 points: no memory for a table as wide as the room.
_, m = map(int, input().split())
seen = [0] * m
pairs = 0
for length in map(int, input().split()):
    pairs += seen[-length % m]
    seen[length % m] += 1
print(pairs)
