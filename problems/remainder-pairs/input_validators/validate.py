"""Checks an input of remainder-pairs against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_STRIPS = 100_000
LARGEST = 1_000_000_000

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
lengths = integers(lines[1])
check(len(first) == 2 and 1 <= first[0] <= MOST_STRIPS and 1 <= first[1] <= LARGEST, "n or m is out of range")
check(len(lengths) == first[0], f"expected {first[0]} lengths, found {len(lengths)}")
check(1 <= min(lengths) and max(lengths) <= LARGEST, "a length is out of range")
sys.exit(42)
