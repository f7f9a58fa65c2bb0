# Passes through a number beyond 64 bits and a tuple.
class Solution:
    def add(self, a, b):
        big, *_ = (a << 200, b)
        return (big >> 200) + b
