# Closes stdout.
class Solution:
    def add(self, a, b):
        import sys
        sys.stdout.write("x")
        sys.stdout.flush()
        sys.stdout.close()
        return a + b
