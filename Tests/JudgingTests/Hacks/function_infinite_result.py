# Returns a list that holds itself.
class Solution:
    def add(self, a, b):
        value = [3]
        value.append(value)
        return value
