"""Checks an input of echo-well against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

DEEPEST = 1_000_000

def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*", line), "expected integers and single spaces")
    return [int(word) for word in line.split()]



lines = sys.stdin.read().split("\n")
check(len(lines) == 2 and lines[1] == "", "expected one line")
numbers = integers(lines[0])
check(len(numbers) == 2 and 1 <= numbers[1] <= numbers[0] <= DEEPEST, "n or the depth is out of range")
sys.exit(42)
