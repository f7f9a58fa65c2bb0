# Caches a method.
class Solution:
    @cache
    def helper(self, a, b):
        return a + b

    def add(self, a, b):
        return self.helper(a, b)
