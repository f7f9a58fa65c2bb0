# Returns nothing.
class Solution:
    def add(self, a, b):
        return None
