# Recurses 40000 deep.
class Solution:
    def add(self, a, b):
        def depth(n): return 0 if n == 0 else depth(n - 1) + 1
        return a + b + depth(40000) - 40000
