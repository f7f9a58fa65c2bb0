"""The tests of fair-halves."""
import itertools
import random

REFERENCE = "lighter-side.py"
MOST_SWEETS = 100_000
HEAVIEST = 1_000_000_000


def case(weights):
    return f"{len(weights)}\n{' '.join(map(str, weights))}\n"


def brute_force(text):
    """Tries every share."""
    _, *weights = map(int, text.split())
    for letters in itertools.product("LR", repeat=len(weights)):
        if abs(sum(w if c == "L" else -w for w, c in zip(weights, letters))) <= max(weights):
            return "".join(letters) + "\n"


def drawn(rng, n, most):
    return [rng.randint(1, most) for _ in range(n)]


def small(rng):
    return case(drawn(rng, rng.randint(1, 8), 9))


def samples():
    return [case([3, 1, 2]), case([2, 2])]


def secret():
    rng = random.Random(12)
    yield "01-one-sweet", case([1])
    yield "02-heavy-last", case([1, 1, 1, 1, 1, 1, 1, 9])
    yield "03-turns-are-not-fair", case([9, 1] * 20)
    yield "04-equal", case([7] * 101)
    yield "05-growing", case(list(range(1, 501)))
    yield "06-half-by-number", case([1] * 50 + [100] * 50)
    yield "07-powers-of-two", case([1 << i for i in range(29)])
    yield "08-above-32-bits", case([HEAVIEST] * 999)
    yield "09-random", case(drawn(rng, 1000, HEAVIEST))
    yield "10-large-random", case(drawn(rng, MOST_SWEETS, HEAVIEST))
    yield "11-large-heavy", case([HEAVIEST] * MOST_SWEETS)
    yield "12-large-turns", case([HEAVIEST, 1] * (MOST_SWEETS // 2))
