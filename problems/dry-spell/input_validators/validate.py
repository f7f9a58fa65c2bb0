"""Checks an input of dry-spell against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_STATIONS = 1_000
MOST_DAYS = 50_000
MOST_RAIN_MM = 500


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
(stations,) = integers(next(lines), 1)
check(1 <= stations <= MOST_STATIONS, "t is out of range")
days = 0
for _ in range(stations):
    n, k = integers(next(lines, ""), 2)
    check(n >= 1 and k <= MOST_RAIN_MM, "n or k is out of range")
    check(max(integers(next(lines, ""), n)) <= MOST_RAIN_MM, "the rain of a day is out of range")
    days += n
check(days <= MOST_DAYS, "more days than allowed")
check(list(lines) == [""], "something follows the last station")
sys.exit(42)
