# Wrong for names of two words: takes each word for a name.
import sys

first, *names = sys.stdin.read().split("\n")
a, b = map(int, first.split())
spring = {word for name in names[:a] for word in name.split()}
for word in sorted({word for name in names[a:] for word in name.split()} & spring):
    print(word)
