# Wrong: without any feud, everybody plays on the first day.
import sys

n, m, *ends = map(int, sys.stdin.read().split())
enemies = [[] for _ in range(n + 1)]
for a, b in zip(ends[::2], ends[1::2]):
    enemies[a].append(b)
    enemies[b].append(a)
day = [0] * (n + 1)
possible = True
for first in range(1, n + 1):
    if day[first]:
        continue
    day[first] = 1
    stack = [first]
    while stack:
        band = stack.pop()
        for enemy in enemies[band]:
            if not day[enemy]:
                day[enemy] = 3 - day[band]
                stack.append(enemy)
            elif day[enemy] == day[band]:
                possible = False
print(*day[1:]) if possible else print("impossible")
