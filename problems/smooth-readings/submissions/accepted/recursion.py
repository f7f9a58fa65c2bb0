from functools import cache


class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        @cache
        def endings(length, last, rest):
            """How many ways to go on with so many digits, so that all digits' sum becomes divisible."""
            if length == 0:
                return int(rest % k == 0)
            ways = 0
            for digit in range(10):
                if abs(digit - last) <= 1:
                    ways += endings(length - 1, digit, (rest + digit) % k)
            return ways

        def up_to(bound):
            digits = [int(digit) for digit in str(bound)]
            n = len(digits)
            count = sum(endings(length - 1, first, first % k) for length in range(1, n) for first in range(1, 10))
            for place, digit in enumerate(digits):
                beginning = digits[:place]
                if any(abs(a - b) > 1 for a, b in zip(beginning, beginning[1:])):
                    break
                for smaller in range(place == 0, digit):
                    if place == 0 or abs(smaller - beginning[-1]) <= 1:
                        count += endings(n - place - 1, smaller, (sum(beginning) + smaller) % k)
            else:
                smooth = all(abs(a - b) <= 1 for a, b in zip(digits, digits[1:]))
                count += smooth and sum(digits) % k == 0
            return count

        return up_to(high) - up_to(low - 1) if low > 1 else up_to(high)
