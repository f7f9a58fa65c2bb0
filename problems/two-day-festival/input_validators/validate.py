"""Checks an input of two-day-festival against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_BANDS = 20_000
MOST_FEUDS = 40_000


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def two_integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*) (0|[1-9][0-9]*)", line), "expected two integers and a single space")
    return [int(word) for word in line.split()]


lines = iter(sys.stdin.read().split("\n"))
n, m = two_integers(next(lines))
check(2 <= n <= MOST_BANDS and m <= MOST_FEUDS, "n or m is out of range")
for _ in range(m):
    a, b = two_integers(next(lines, ""))
    check(1 <= a <= n and 1 <= b <= n and a != b, f"no feud can be between {a} and {b}")
check(list(lines) == [""], "something follows the last feud")
sys.exit(42)
