# Wrong: among the tours with the most stops it takes the most beautiful one.
import sys


def main():
    n, k, *numbers = map(int, sys.stdin.read().split())
    heights, beauties = numbers[::2], numbers[1::2]
    size = 1 << 17
    before = [(0, 0)] * n
    best = (0, 0)
    for _ in range(k + 1):
        tree = [(0, 0)] * (size + 1)
        overall = (0, 0)
        following = []
        for i in range(n):
            following.append(overall)
            value = before[i]
            at = heights[i] - 1
            while at:
                value = max(value, tree[at])
                at &= at - 1
            value = (value[0] + 1, value[1] + beauties[i])
            overall = max(overall, value)
            at = heights[i]
            while at <= size:
                tree[at] = max(tree[at], value)
                at += at & -at
        before = following
        best = max(best, overall)
    print(best[1])


main()
