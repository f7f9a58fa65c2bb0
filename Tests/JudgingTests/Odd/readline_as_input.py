# Calls readline input.
import sys
input = sys.stdin.readline
print(sum(map(int, input().split())))
