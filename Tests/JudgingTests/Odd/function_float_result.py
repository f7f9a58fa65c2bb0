# Returns a float of the same value.
class Solution:
    def add(self, a, b):
        return float(a + b)
