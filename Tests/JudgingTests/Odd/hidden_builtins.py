# Gives builtins other meanings.
import sys
list = dict = str = max = None
id = 3
print(sum(map(int, sys.stdin.readline().split())))
