# Wrong: takes the locker that was freed last, not the one with the smallest number.
import sys

freed = []
locker_of = [0]
used = 0
for line in sys.stdin.read().split("\n")[1:]:
    if line == "+":
        if not freed:
            used += 1
            freed.append(used)
        locker_of.append(freed.pop())
        print(locker_of[-1])
    elif line:
        freed.append(locker_of[int(line[2:])])
