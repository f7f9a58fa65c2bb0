# Too slow: goes through all causeways until nothing changes, and each round may carry only one island further.
import sys


def main():
    n, m, *numbers = map(int, sys.stdin.read().split())
    causeways = []
    for i in range(0, 5 * m, 5):
        u, v, d, a, b = numbers[i : i + 5]
        causeways += [(u, v, d, a, a + b), (v, u, d, a, a + b)]
    never = 1 << 60
    earliest = [never] * (n + 1)
    earliest[1] = 0
    changed = True
    while changed:
        changed = False
        for u, v, walk, dry, period in causeways:
            minute = earliest[u]
            if minute == never:
                continue
            since = minute % period
            if since + walk > dry:
                minute += period - since
            if minute + walk < earliest[v]:
                earliest[v] = minute + walk
                changed = True
    print(earliest[n] if earliest[n] < never else -1)


main()
