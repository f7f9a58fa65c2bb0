"""Checks an input of bridge-toll against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_WAGONS = 10_000
HEAVIEST_KG = 10**9


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line):
    check(re.fullmatch(r"[1-9][0-9]*( [1-9][0-9]*)*", line), "expected positive integers and single spaces")
    return [int(word) for word in line.split()]


lines = sys.stdin.read().split("\n")
check(len(lines) == 3 and lines[2] == "", "expected two lines")
count = integers(lines[0])
weights = integers(lines[1])
check(len(count) == 1 and 1 <= count[0] <= MOST_WAGONS, "n is out of range")
check(len(weights) == count[0], f"expected {count[0]} weights, found {len(weights)}")
check(max(weights) <= HEAVIEST_KG, "a weight is out of range")
sys.exit(42)
