"""Checks an input of both-fairs against its statement: exit status 42 accepts, 43 rejects."""
import re
import sys

MOST_STALLS = 20_000

def check(condition, message):
    if not condition:
        print(message, file=sys.stderr)
        sys.exit(43)


def integers(line):
    check(re.fullmatch(r"(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*", line), "expected integers and single spaces")
    return [int(word) for word in line.split()]



lines = sys.stdin.read().split("\n")
first = integers(lines[0])
check(len(first) == 2 and 1 <= min(first) and max(first) <= MOST_STALLS, "a or b is out of range")
check(len(lines) == sum(first) + 2 and lines[-1] == "", f"expected {sum(first)} names")
names = lines[1:-1]
check(all(re.fullmatch("[a-z]{1,10}( [a-z]{1,10})?", name) for name in names), "expected one or two words")
for fair in (names[: first[0]], names[first[0] :]):
    check(len(set(fair)) == len(fair), "a name twice at one fair")
sys.exit(42)
