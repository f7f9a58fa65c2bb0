# Too slow for long lists: looks through the whole list for each name.
import sys

first, *names = sys.stdin.read().split("\n")
a, b = map(int, first.split())
spring, autumn = names[:a], names[a : a + b]
for name in spring:
    if name in autumn:
        print(name)
