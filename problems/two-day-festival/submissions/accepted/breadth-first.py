import sys
from collections import deque


def main():
    n, m, *ends = map(int, sys.stdin.read().split())
    enemies = [[] for _ in range(n + 1)]
    for a, b in zip(ends[::2], ends[1::2]):
        enemies[a].append(b)
        enemies[b].append(a)
    day = [0] * (n + 1)
    for first in range(1, n + 1):
        if day[first]:
            continue
        day[first] = 1
        queue = deque([first])
        while queue:
            band = queue.popleft()
            for enemy in enemies[band]:
                if not day[enemy]:
                    day[enemy] = 3 - day[band]
                    queue.append(enemy)
                elif day[enemy] == day[band]:
                    print("impossible")
                    return
    if m == 0:
        day[n] = 2  # nobody else would play on the second day
    print(*day[1:])


main()
