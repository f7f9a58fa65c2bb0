# Wrong: takes away what is counted up to low, and so loses low itself.
from functools import cache


class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        def up_to(bound):
            digits = [int(digit) for digit in str(bound)]

            @cache
            def count(place, last, rest, tight, started):
                if place == len(digits):
                    return int(started and rest == 0)
                ways = 0
                for digit in range(digits[place] + 1 if tight else 10):
                    if started and abs(digit - last) > 1:
                        continue
                    begun = started or digit > 0
                    ways += count(place + 1, digit, (rest + digit) % k, tight and digit == digits[place], begun)
                return ways

            return count(0, 0, 0, True, False)

        return up_to(high) - up_to(low)
