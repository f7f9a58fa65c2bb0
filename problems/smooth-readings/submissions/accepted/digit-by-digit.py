class Solution:
    def smoothReadings(self, low: int, high: int, k: int) -> int:
        return self.below(high + 1, k) - self.below(low, k)

    def below(self, bound: int, k: int) -> int:
        """How many readings less than the bound count, from the left to the right, one digit at a time."""
        free = {}  # (last digit, sum mod k) -> how many beginnings are already smaller than the bound's
        tight = (None, 0)  # the bound's own beginning; None once it is not smooth
        for place, digit in enumerate(map(int, str(bound))):
            following = {}
            for (last, rest), count in free.items():
                for new in range(max(0, last - 1), min(9, last + 1) + 1):
                    key = new, (rest + new) % k
                    following[key] = following.get(key, 0) + count
            if place > 0:  # a shorter reading begins here
                for new in range(1, 10):
                    following[new, new % k] = following.get((new, new % k), 0) + 1
            if tight:
                last, rest = tight
                for new in range(1 if place == 0 else 0, digit):
                    if last is None or abs(last - new) <= 1:
                        key = new, (rest + new) % k
                        following[key] = following.get(key, 0) + 1
                smooth = last is None or abs(last - digit) <= 1
                tight = (digit, (rest + digit) % k) if smooth else None
            free = following
        return sum(count for (_, rest), count in free.items() if rest == 0)
