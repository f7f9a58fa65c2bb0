# Too slow: looks at every reading.
class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        count = 0
        for reading in range(low, high + 1):
            digits = [int(digit) for digit in str(reading)]
            if all(abs(a - b) <= 1 for a, b in zip(digits, digits[1:])) and sum(digits) % k == 0:
                count += 1
        return count
