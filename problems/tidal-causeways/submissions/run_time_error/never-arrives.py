# Crashes: an island that cannot be reached has no time at all.
import sys
from heapq import heappop, heappush


def main():
    n, m, *numbers = map(int, sys.stdin.read().split())
    causeways = [[] for _ in range(n + 1)]
    for i in range(0, 5 * m, 5):
        u, v, d, a, b = numbers[i : i + 5]
        causeways[u].append((v, d, a, a + b))
        causeways[v].append((u, d, a, a + b))
    earliest = {}
    queue = [(0, 1)]
    while queue:
        minute, island = heappop(queue)
        if island in earliest:
            continue
        earliest[island] = minute
        for goal, walk, dry, period in causeways[island]:
            start = minute
            if minute % period + walk > dry:
                start += period - minute % period
            heappush(queue, (start + walk, goal))
    print(earliest[n])


main()
