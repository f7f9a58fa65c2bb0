# Too slow: looks at every locker from the first one on, for each parcel.
import sys


def main():
    taken = [True]
    locker_of = [0]
    for line in sys.stdin.read().split("\n")[1:]:
        if line == "+":
            locker = 1
            while locker < len(taken) and taken[locker]:
                locker += 1
            if locker == len(taken):
                taken.append(True)
            taken[locker] = True
            locker_of.append(locker)
            print(locker)
        elif line:
            taken[locker_of[int(line[2:])]] = False


main()
