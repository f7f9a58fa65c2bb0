"""The tests of smooth-readings."""
import random

TITLE = "Smooth Readings"
DATE = "2026-01-10T00:00:00"
DIFFICULTY = "hard"
FUNCTION = "smoothReadings"
STARTER_CODE = "class Solution:\n    def smoothReadings(self, low: int, high: int, k: int) -> int:\n        "
REFERENCE = "digit-by-digit.py"
PICKLED = False
HIGHEST = 10**18
LARGEST_K = 100


def validate(low, high, k):
    assert 1 <= low <= high <= HIGHEST and 1 <= k <= LARGEST_K


def brute_force(low, high, k):
    """Looks at every reading."""
    count = 0
    for reading in range(low, high + 1):
        digits = [int(digit) for digit in str(reading)]
        smooth = all(abs(a - b) <= 1 for a, b in zip(digits, digits[1:]))
        count += smooth and sum(digits) % k == 0
    return count


def drawn(rng, highest, largest_k):
    return *sorted([rng.randint(1, highest), rng.randint(1, highest)]), rng.randint(1, largest_k)


def small(rng):
    return drawn(rng, rng.choice([30, 300, 20_000]), 12)


def samples():
    # Neither begins at 1, and neither begins with a reading that counts.
    return [(8, 25, 3), (100, 999, 1)]


def secret():
    rng = random.Random(9)
    return [
        (1, 1, 1),  # the least of everything
        (1, 9, 1),
        (1, 1000, 7),
        (10, 10, 1),  # one reading, smooth
        (19, 19, 10),  # one reading, not smooth
        (12, 21, 3),  # both ends count
        (56789, 56789, 35),  # both ends are the same, and count
        (9_999, 10_101, 1),  # from the last of a length to the first of the next
        (100_000, 999_999, 50),  # few sums are as large as this
        (1, 10**6, 100),  # no sum is as large as this
        (1, HIGHEST, 1),
        (1, HIGHEST, 97),
        (HIGHEST, HIGHEST, 1),
        (987_654_321_012_345_678, HIGHEST - 1, 9),
        (123_456_789_012_345_678, 876_543_210_123_456_789, 11),
        drawn(rng, HIGHEST, LARGEST_K),
        drawn(rng, HIGHEST, LARGEST_K),
    ]
