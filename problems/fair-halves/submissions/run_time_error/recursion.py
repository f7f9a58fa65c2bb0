# Crashes with many sweets: as deep a recursion as there are sweets.
import sys


def share(weights, sweet, difference):
    if sweet == len(weights):
        return ""
    if difference <= 0:
        return "L" + share(weights, sweet + 1, difference + weights[sweet])
    return "R" + share(weights, sweet + 1, difference - weights[sweet])


sys.setrecursionlimit(700)
input()
print(share(list(map(int, input().split())), 0, 0))
