"""Checks an input of hot-soup against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_BOWLS = 50_000
HOTTEST = 1000


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line):
    check(re.fullmatch(r"[1-9][0-9]*( [1-9][0-9]*)*", line), "expected positive integers and single spaces")
    return [int(word) for word in line.split()]


lines = sys.stdin.read().split("\n")
check(len(lines) == 3 and lines[2] == "", "expected two lines")
first = integers(lines[0])
bowls = integers(lines[1])
check(len(first) == 2 and 1 <= first[0] <= MOST_BOWLS and first[1] <= HOTTEST, "n or t is out of range")
check(len(bowls) == first[0], f"expected {first[0]} temperatures, found {len(bowls)}")
check(max(bowls) <= HOTTEST, "a temperature is out of range")
sys.exit(42)
