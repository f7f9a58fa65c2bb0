# Crashes: a long chain of feuds needs more nested calls than Python allows.
import sys

n, m, *ends = map(int, sys.stdin.read().split())
enemies = [[] for _ in range(n + 1)]
for a, b in zip(ends[::2], ends[1::2]):
    enemies[a].append(b)
    enemies[b].append(a)
day = [0] * (n + 1)


def settle(band, wanted):
    if day[band]:
        return day[band] == wanted
    day[band] = wanted
    return all([settle(enemy, 3 - wanted) for enemy in enemies[band]])


possible = all([day[band] or settle(band, 1) for band in range(1, n + 1)])
if m == 0:
    day[n] = 2
print(*day[1:]) if possible else print("impossible")
