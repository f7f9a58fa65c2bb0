# Makes the interpreter warn.
import sys
pattern = "\\d" if True is 1 else ""
print(sum(map(int, sys.stdin.readline().split())))
