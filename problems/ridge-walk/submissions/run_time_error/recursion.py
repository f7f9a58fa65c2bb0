# Crashes: one call deeper for each viewpoint.
import sys
from functools import cache

n, k, *numbers = map(int, sys.stdin.read().split())


@cache
def best(i, height, tickets):
    if i == n:
        return 0
    value = best(i + 1, height, tickets)
    left = tickets if numbers[2 * i] > height else tickets - 1
    if left >= 0:
        value = max(value, numbers[2 * i + 1] + best(i + 1, numbers[2 * i], left))
    return value


print(best(0, 0, k))
