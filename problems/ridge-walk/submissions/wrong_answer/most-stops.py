# Wrong: among the tours with the most stops it takes the most beautiful one.
import sys

STOP = 10**12  # one more stop counts more than all the beauty there is


def main():
    n, k, *numbers = map(int, sys.stdin.read().split())
    heights, beauties = numbers[::2], numbers[1::2]
    rank = {h: i for i, h in enumerate(sorted(set(heights)), 1)}
    size = len(rank)
    before = [0] * n
    best = 0
    for _ in range(k + 1):
        tree = [0] * (size + 1)
        overall = 0
        following = []
        for i in range(n):
            following.append(overall)
            value = before[i]
            at = rank[heights[i]] - 1
            while at:
                if tree[at] > value:
                    value = tree[at]
                at &= at - 1
            value += STOP + beauties[i]
            overall = max(overall, value)
            at = rank[heights[i]]
            while at <= size:
                if tree[at] < value:
                    tree[at] = value
                at += at & -at
        before = following
        best = max(best, overall)
    print(best % STOP)


main()
