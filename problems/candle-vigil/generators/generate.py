"""The tests of candle-vigil."""
import random
from fractions import Fraction

REFERENCE = "sweep.py"
MOST_CANDLES = 20_000
TALLEST_MM = 1_000_000
FASTEST_MM_PER_HOUR = 1_000


def case(x, candles):
    return f"{len(candles)} {x}\n" + "".join(f"{h} {r}\n" for h, r in candles)


def brute_force(text):
    """Finds the two burn-outs between which the vigil ends, adding up every candle at each of them, in exact fractions."""
    numbers = list(map(int, text.split()))
    x, candles = numbers[1], list(zip(numbers[2::2], numbers[3::2]))

    def height(time):
        return sum(max(Fraction(0), h - r * time) for h, r in candles)

    before = Fraction(0)
    for after in sorted({Fraction(h, r) for h, r in candles}):
        if height(after) <= x:
            share = (height(before) - x) / (height(before) - height(after))
            return f"{float(before + share * (after - before)):.12g}\n"
        before = after


def drawn(rng, count, tallest, fastest):
    return [(rng.randint(1, tallest), rng.randint(1, fastest)) for _ in range(count)]


def total(candles):
    return sum(h for h, _ in candles)


def small(rng):
    candles = drawn(rng, rng.randint(1, 6), rng.choice([5, 30]), rng.choice([1, 4, 9]))
    return case(rng.choice([0, rng.randrange(total(candles))]), candles)


def samples():
    # Short answers and x above 0: precision, long vigils and x = 0 are for the secret tests to ask.
    return [case(12, [(10, 2), (12, 2)]), case(3, [(4, 4), (10, 2), (6, 1)])]


def secret():
    rng = random.Random(4)
    tall, slow = TALLEST_MM, FASTEST_MM_PER_HOUR
    yield "01-one-candle", case(1, [(3, 2)])
    yield "02-one-candle-to-the-end", case(0, [(7, 3)])
    yield "03-longest-vigil", case(0, [(tall, 1), (tall, slow), (1, slow)])
    yield "04-first-seconds", case(999, [(1000, 1000)])
    yield "05-all-out-at-once", case(0, [(60 * r, r) for r in range(1, 100)])
    yield "06-ends-when-one-goes-out", case(90, [(10, 10), (50, 5), (50, 5)])
    yield "07-one-tall-among-many-short", case(500_000, [(tall, 1)] + drawn(rng, 999, 20, slow))
    candles = drawn(rng, 300, 1000, 7)
    yield "08-random-fifth", case(total(candles) // 5, candles)
    candles = drawn(rng, 2000, tall, slow)
    yield "09-random-to-the-end", case(0, candles)
    yield "10-first-moments", case(total(candles) - 1, candles)
    candles = [(tall - rng.randint(0, 99), 1) for _ in range(MOST_CANDLES)]
    yield "11-many-tall-and-slow", case(rng.randint(1, 10**6), candles)
    candles = drawn(rng, MOST_CANDLES, tall, slow)
    yield "12-many-random", case(total(candles) // 1000, candles)
