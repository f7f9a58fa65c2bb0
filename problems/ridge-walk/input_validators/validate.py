"""Checks an input of ridge-walk against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_VIEWPOINTS = 30_000
MOST_TICKETS = 3
HIGHEST = 100_000
MOST_BEAUTY = 1_000_000


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def two_integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*) (0|[1-9][0-9]*)", line), "expected two integers and a single space")
    return [int(word) for word in line.split()]


lines = iter(sys.stdin.read().split("\n"))
n, k = two_integers(next(lines))
check(1 <= n <= MOST_VIEWPOINTS and k <= MOST_TICKETS, "n or k is out of range")
for _ in range(n):
    h, w = two_integers(next(lines, ""))
    check(1 <= h <= HIGHEST and 1 <= w <= MOST_BEAUTY, "h or w is out of range")
check(list(lines) == [""], "something follows the last viewpoint")
sys.exit(42)
