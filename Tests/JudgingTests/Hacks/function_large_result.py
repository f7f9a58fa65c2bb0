# Returns more than anyone would keep.
class Solution:
    def add(self, a, b):
        return "3" * (100 << 20)
