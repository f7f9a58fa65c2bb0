# Wrong: takes the zeros before a shorter reading for digits of it, so that only 1 may follow them.
# Already the first example shows it.
from functools import cache


class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        def below(bound):
            digits = [int(digit) for digit in str(bound)]

            @cache
            def count(place, last, rest, tight):
                if place == len(digits):
                    return int(rest == 0 and not tight)
                ways = 0
                for digit in range(digits[place] + 1 if tight else 10):
                    if place == 0 or abs(digit - last) <= 1:
                        ways += count(place + 1, digit, (rest + digit) % k, tight and digit == digits[place])
                return ways

            return count(0, 0, 0, True)

        return below(high + 1) - below(low)
