# Reads by a generator.
import sys
def numbers():
    for line in sys.stdin:
        yield from map(int, line.split())
it = numbers()
print(next(it) + next(it))
