# Wrong: gives the bands their days in the order of their numbers and never looks ahead.
import sys

n, m, *ends = map(int, sys.stdin.read().split())
enemies = [set() for _ in range(n + 1)]
for a, b in zip(ends[::2], ends[1::2]):
    enemies[a].add(b)
    enemies[b].add(a)
day = [0] * (n + 1)
possible = True
for band in range(1, n + 1):
    taken = {day[enemy] for enemy in enemies[band]} - {0}
    if len(taken) == 2:
        possible = False
        break
    day[band] = 2 if 1 in taken else 1
if m == 0:
    day[n] = 2
print(*day[1:]) if possible else print("impossible")
