"""Checks an input of parcel-lockers against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_LINES = 200_000


def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


lines = sys.stdin.read().split("\n")
check(re.fullmatch("[1-9][0-9]*", lines[0]), "expected a positive integer")
q = int(lines[0])
check(q <= MOST_LINES, "q is out of range")
check(len(lines) == q + 2 and lines[-1] == "", f"expected {q} lines after the first")
check(lines[1] == "+", "the first thing is not an arrival")
parcels = 0
stored = set()
for line in lines[1:-1]:
    if line == "+":
        parcels += 1
        stored.add(parcels)
        continue
    check(re.fullmatch("- [1-9][0-9]*", line), f"expected + or - and a parcel, found {line!r}")
    check(int(line[2:]) in stored, f"parcel {line[2:]} is not there")
    stored.remove(int(line[2:]))
sys.exit(42)
