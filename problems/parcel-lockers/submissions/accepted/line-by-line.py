# Reads with input() and prints at once: slower than reading all at once, and still in time.
from heapq import heappop, heappush

freed = []
locker_of = [0]
used = 0
for _ in range(int(input())):
    line = input()
    if line == "+":
        if not freed:
            used += 1
            heappush(freed, used)
        locker_of.append(heappop(freed))
        print(locker_of[-1])
    else:
        heappush(freed, locker_of[int(line.split()[1])])
