# Sets the largest limit of recursion there is.
import sys
sys.setrecursionlimit(2 ** 31 - 1)
print(sum(map(int, input().split())))
