# Too slow: makes the smooth readings alone, but there are a billion of them.
class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        count = 0
        stack = [(first, first) for first in range(1, 10)]
        while stack:
            reading, total = stack.pop()
            if reading > high:
                continue
            if reading >= low and total % k == 0:
                count += 1
            last = reading % 10
            for digit in range(max(0, last - 1), min(9, last + 1) + 1):
                stack.append((reading * 10 + digit, total + digit))
        return count
