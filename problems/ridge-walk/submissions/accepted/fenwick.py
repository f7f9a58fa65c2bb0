import sys


def main():
    n, k, *numbers = map(int, sys.stdin.read().split())
    heights, beauties = numbers[::2], numbers[1::2]
    rank = {h: i for i, h in enumerate(sorted(set(heights)), 1)}
    ranks = [rank[h] for h in heights]
    size = len(rank)
    # before[i]: the best tour of the layer above that ends before viewpoint i; a ticket leads from it to any height.
    before = [0] * n
    best = 0
    for _ in range(k + 1):
        tree = [0] * (size + 1)  # the best tours by the height of their last stop: prefix maxima
        overall = 0
        following = []
        for i in range(n):
            following.append(overall)
            value = before[i]
            at = ranks[i] - 1
            while at:
                if tree[at] > value:
                    value = tree[at]
                at &= at - 1
            value += beauties[i]
            if value > overall:
                overall = value
            at = ranks[i]
            while at <= size:
                if tree[at] < value:
                    tree[at] = value
                at += at & -at
        before = following
        best = max(best, overall)
    print(best)


main()
