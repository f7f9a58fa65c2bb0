"""Checks an input of tidal-causeways against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_ISLANDS = 10_000
MOST_CAUSEWAYS = 20_000
LONGEST_MINUTES = 1_000_000


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line, count):
    check(re.fullmatch(r"(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*", line), "expected integers and single spaces")
    words = line.split(" ")
    check(len(words) == count, f"expected {count} integers, found {len(words)}")
    return [int(word) for word in words]


lines = iter(sys.stdin.read().split("\n"))
n, m = integers(next(lines), 2)
check(2 <= n <= MOST_ISLANDS and m <= MOST_CAUSEWAYS, "n or m is out of range")
for _ in range(m):
    u, v, d, a, b = integers(next(lines, ""), 5)
    check(1 <= u <= n and 1 <= v <= n and u != v, f"no causeway can join {u} and {v}")
    check(1 <= d <= a <= LONGEST_MINUTES and 1 <= b <= LONGEST_MINUTES, "d, a or b is out of range")
check(list(lines) == [""], "something follows the last causeway")
sys.exit(42)
