import sys
from heapq import heappop, heappush


def main():
    freed = []
    locker_of = [0]
    used = 0
    for line in sys.stdin.read().split("\n")[1:]:
        if line == "+":
            if freed:
                locker_of.append(heappop(freed))
            else:
                used += 1
                locker_of.append(used)
        elif line:
            heappush(freed, locker_of[int(line[2:])])
    print("\n".join(map(str, locker_of[1:])))


main()
