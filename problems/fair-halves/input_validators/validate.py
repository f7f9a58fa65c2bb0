"""Checks an input of fair-halves against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_SWEETS = 100_000
HEAVIEST = 1_000_000_000

def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*", line), "expected integers and single spaces")
    return [int(word) for word in line.split()]



lines = sys.stdin.read().split("\n")
check(len(lines) == 3 and lines[2] == "", "expected two lines")
first = integers(lines[0])
weights = integers(lines[1])
check(len(first) == 1 and 1 <= first[0] <= MOST_SWEETS, "n is out of range")
check(len(weights) == first[0], f"expected {first[0]} weights, found {len(weights)}")
check(1 <= min(weights) and max(weights) <= HEAVIEST, "a weight is out of range")
sys.exit(42)
