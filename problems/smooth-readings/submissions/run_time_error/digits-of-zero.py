# Crashes: with low = 1 it asks for the first digit of 0, and the loop that takes digits off finds none.
class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        return self.up_to(high, k) - self.up_to(low - 1, k)

    def up_to(self, bound: int, k: int) -> int:
        digits = []
        while bound:
            digits.append(bound % 10)
            bound //= 10
        digits.reverse()
        # (last digit, sum mod k) -> how many: of beginnings below the bound's own, whatever their length
        free = {}
        for first in range(1, digits[0]):
            free[first, first % k] = free.get((first, first % k), 0) + 1
        last, rest, smooth = digits[0], digits[0] % k, True
        for digit in digits[1:]:
            following = {}
            for (before, total), count in free.items():
                for new in range(max(0, before - 1), min(9, before + 1) + 1):
                    key = new, (total + new) % k
                    following[key] = following.get(key, 0) + count
            for first in range(1, 10):
                following[first, first % k] = following.get((first, first % k), 0) + 1
            for new in range(digit):
                if smooth and abs(new - last) <= 1:
                    key = new, (rest + new) % k
                    following[key] = following.get(key, 0) + 1
            smooth = smooth and abs(digit - last) <= 1
            last, rest = digit, (rest + digit) % k
            free = following
        return sum(count for (_, total), count in free.items() if total == 0) + int(smooth and rest == 0)
