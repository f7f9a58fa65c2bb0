import sys

first, *names = sys.stdin.read().split("\n")
a, b = map(int, first.split())
for name in set(names[:a]) & set(names[a : a + b]):
    print(name)
