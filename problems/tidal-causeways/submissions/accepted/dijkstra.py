import sys
from heapq import heappop, heappush


def main():
    n, m, *numbers = map(int, sys.stdin.read().split())
    causeways = [[] for _ in range(n + 1)]
    for i in range(0, 5 * m, 5):
        u, v, d, a, b = numbers[i : i + 5]
        causeways[u].append((v, d, a, a + b))
        causeways[v].append((u, d, a, a + b))
    # To set out later never helps to arrive earlier, so the first visit of an island is the one that counts.
    done = [False] * (n + 1)
    queue = [(0, 1)]
    while queue:
        minute, island = heappop(queue)
        if island == n:
            print(minute)
            return
        if done[island]:
            continue
        done[island] = True
        for goal, walk, dry, period in causeways[island]:
            if not done[goal]:
                start = minute
                if minute % period + walk > dry:
                    start = minute - minute % period + period
                heappush(queue, (start + walk, goal))
    print(-1)


main()
