# Crashes: a thousand lockers are not enough.
import sys
from heapq import heappop, heappush

free = list(range(1, 1001))
locker_of = [0]
for line in sys.stdin.read().split("\n")[1:]:
    if line == "+":
        locker_of.append(heappop(free))
        print(locker_of[-1])
    elif line:
        heappush(free, locker_of[int(line[2:])])
