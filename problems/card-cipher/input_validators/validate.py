"""Checks an input of card-cipher against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

LARGEST = 2**40 - 1

def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*", line), "expected integers and single spaces")
    return [int(word) for word in line.split()]



lines = sys.stdin.read().split("\n")
check(len(lines) == 3 and lines[0] == "send" and lines[2] == "", "expected send and one line")
numbers = integers(lines[1])
check(len(numbers) == 1 and numbers[0] <= LARGEST, "x is out of range")
sys.exit(42)
