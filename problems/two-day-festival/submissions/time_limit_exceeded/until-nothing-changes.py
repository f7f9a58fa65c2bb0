# Too slow: goes through all feuds again and again, and on a chain each round may settle only one more band.
import sys


def main():
    n, m, *ends = map(int, sys.stdin.read().split())
    feuds = list(zip(ends[::2], ends[1::2]))
    day = [0] * (n + 1)
    for first in range(1, n + 1):
        if day[first]:
            continue
        day[first] = 1
        changed = True
        while changed:
            changed = False
            for a, b in feuds:
                if day[a] and not day[b]:
                    day[b] = 3 - day[a]
                    changed = True
                elif day[b] and not day[a]:
                    day[a] = 3 - day[b]
                    changed = True
    if any(day[a] == day[b] for a, b in feuds):
        print("impossible")
        return
    if m == 0:
        day[n] = 2
    print(*day[1:])


main()
