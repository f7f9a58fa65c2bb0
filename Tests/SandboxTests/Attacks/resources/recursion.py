# Recurses without end, having raised the interpreter's own limit.
# Contained: the run ends by its memory limit, or the interpreter crashes.
#
# Ends: limit memory or signal 11
import sys

sys.setrecursionlimit(10**9)


def deeper(n):
    return deeper(n + 1) + 1


deeper(0)
