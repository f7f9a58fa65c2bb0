# Reads from stdin, where there is nothing.
class Solution:
    def add(self, a, b):
        import sys
        assert sys.stdin.read() == ""
        return a + b
