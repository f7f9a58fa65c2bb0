# Wrong: looks for the way with the least walking, and waits wherever that way makes it wait.
# Already the second sample shows it.
import sys
from heapq import heappop, heappush


def main():
    n, m, *numbers = map(int, sys.stdin.read().split())
    causeways = [[] for _ in range(n + 1)]
    for i in range(0, 5 * m, 5):
        u, v, d, a, b = numbers[i : i + 5]
        causeways[u].append((v, d, a, a + b))
        causeways[v].append((u, d, a, a + b))
    done = set()
    queue = [(0, 0, 1)]
    while queue:
        walked, minute, island = heappop(queue)
        if island == n:
            print(minute)
            return
        if island in done:
            continue
        done.add(island)
        for goal, walk, dry, period in causeways[island]:
            start = minute
            if minute % period + walk > dry:
                start += period - minute % period
            heappush(queue, (walked + walk, start + walk, goal))
    print(-1)


main()
