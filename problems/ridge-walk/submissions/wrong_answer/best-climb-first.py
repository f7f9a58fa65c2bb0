# Wrong: takes the best climb, then the best climb of what is left on either side of it, and so on.
# Already the second sample shows it.
import sys


def best_climb(viewpoints):
    """The beauty of the best climb, and where it begins and ends."""
    size = 1 << 17
    tree = [(0, -1)] * (size + 1)
    best = (0, 0, 0)
    for i, (h, w) in enumerate(viewpoints):
        value, first = 0, i
        at = h - 1
        while at:
            if tree[at][0] > value:
                value, first = tree[at]
            at &= at - 1
        value += w
        best = max(best, (value, first, i))
        at = h
        while at <= size:
            if tree[at][0] < value:
                tree[at] = (value, first)
            at += at & -at
    return best


def main():
    n, k, *numbers = map(int, sys.stdin.read().split())
    parts = [list(zip(numbers[::2], numbers[1::2]))]
    total = 0
    for _ in range(k + 1):
        climbs = [(best_climb(part), part) for part in parts if part]
        if not climbs:
            break
        (value, first, last), part = max(climbs)
        total += value
        parts.remove(part)
        parts += [part[:first], part[last + 1 :]]
    print(total)


main()
