# Runs into an exception and handles it.
try:
    [][0]
except IndexError:
    print(sum(map(int, input().split())))
