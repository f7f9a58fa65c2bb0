"""Checks an input of candle-vigil against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_CANDLES = 20_000
TALLEST_MM = 1_000_000
FASTEST_MM_PER_HOUR = 1_000


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def two_integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*) (0|[1-9][0-9]*)", line), "expected two integers and a single space")
    return [int(word) for word in line.split()]


lines = iter(sys.stdin.read().split("\n"))
n, x = two_integers(next(lines))
check(1 <= n <= MOST_CANDLES, "n is out of range")
total = 0
for _ in range(n):
    h, r = two_integers(next(lines, ""))
    check(1 <= h <= TALLEST_MM and 1 <= r <= FASTEST_MM_PER_HOUR, "h or r is out of range")
    total += h
check(x < total, "the vigil ends before it begins")
check(list(lines) == [""], "something follows the last candle")
sys.exit(42)
