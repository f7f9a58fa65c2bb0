"""The tests of remainder-pairs."""
import itertools
import random

REFERENCE = "count.py"
MOST_STRIPS = 100_000
LARGEST = 1_000_000_000


def case(m, lengths):
    return f"{len(lengths)} {m}\n{' '.join(map(str, lengths))}\n"


def brute_force(text):
    """Tries every pair."""
    _, m, *lengths = map(int, text.split())
    return f"{sum((a + b) % m == 0 for a, b in itertools.combinations(lengths, 2))}\n"


def drawn(rng, n, most):
    return [rng.randint(1, most) for _ in range(n)]


def small(rng):
    return case(rng.randint(1, 8), drawn(rng, rng.randint(1, 12), 20))


def samples():
    return [case(5, [1, 4, 6, 9, 5]), case(7, [3])]


def secret():
    rng = random.Random(10)
    yield "1-few/01-one-strip", case(1, [1])
    yield "1-few/02-every-pair", case(1, drawn(rng, 1000, LARGEST))
    yield "1-few/03-no-pair", case(LARGEST, [1] * 1000)
    yield "1-few/04-half-the-width", case(10, [5, 15, 25, 5, 10, 20])
    yield "1-few/05-multiples", case(6, [6, 12, 18, 24, 1])
    yield "1-few/06-random", case(rng.randint(100, 200), drawn(rng, 1000, LARGEST))
    yield "2-narrow/07-same-strip", case(2, [1] * MOST_STRIPS)
    yield "2-narrow/08-random", case(1000, drawn(rng, MOST_STRIPS, LARGEST))
    yield "2-narrow/09-odd-width", case(999, drawn(rng, MOST_STRIPS, 2000))
    yield "3-all/10-widest", case(LARGEST, [LARGEST // 2] * MOST_STRIPS)
    yield "3-all/11-random", case(99_991, drawn(rng, MOST_STRIPS, LARGEST))
    wide = [rng.randint(1, LARGEST - 1) for _ in range(MOST_STRIPS // 2)]
    yield "3-all/12-partners", case(LARGEST, wide + [LARGEST - length for length in wide])
