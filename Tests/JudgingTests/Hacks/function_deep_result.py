# Returns a value so deep that a reader may overflow.
class Solution:
    def add(self, a, b):
        value = 3
        for _ in range(40000):
            value = [value]
        return value
