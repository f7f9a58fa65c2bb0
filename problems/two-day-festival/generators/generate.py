"""The tests of two-day-festival."""
import itertools
import random

REFERENCE = "breadth-first.py"
MOST_BANDS = 20_000
MOST_FEUDS = 40_000


def case(n, feuds):
    return f"{n} {len(feuds)}\n" + "".join(f"{a} {b}\n" for a, b in feuds)


def brute_force(text):
    """Tries every plan."""
    n, _, *ends = map(int, text.split())
    feuds = list(zip(ends[::2], ends[1::2]))
    for days in itertools.product("12", repeat=n):
        if len(set(days)) == 2 and all(days[a - 1] != days[b - 1] for a, b in feuds):
            return " ".join(days) + "\n"
    return "impossible\n"


def drawn(rng, n, m):
    return [tuple(rng.sample(range(1, n + 1), 2)) for _ in range(m)]


def between_camps(rng, n, m):
    """Feuds between two camps drawn by lot: there is a way."""
    bands = list(range(1, n + 1))
    rng.shuffle(bands)
    half = n // 2
    return [(bands[rng.randrange(half)], bands[rng.randrange(half, n)])[:: rng.choice([1, -1])] for _ in range(m)]


def chain(bands):
    return list(zip(bands, bands[1:]))


def small(rng):
    n = rng.randint(2, 7)
    m = rng.randint(0, 7)
    return case(n, drawn(rng, n, m) if rng.random() < 0.5 else between_camps(rng, n, m))


def samples():
    # The feuds of the first are all within reach of band 1; the impossible one is the smallest there is.
    return [case(4, [(1, 2), (1, 3), (4, 2)]), case(3, [(1, 2), (3, 1), (2, 3)])]


def secret():
    rng = random.Random(5)
    shuffled = list(range(1, MOST_BANDS // 2 + 1))
    rng.shuffle(shuffled)
    yield "01-two-friends", case(2, [])
    yield "02-two-enemies", case(2, [(2, 1)])
    yield "03-no-feud-at-all", case(50, [])
    yield "04-same-feud-again-and-again", case(3, [(1, 2), (2, 1), (1, 2), (1, 2), (2, 1)])
    yield "05-in-order-is-not-enough", case(4, [(1, 3), (2, 4), (3, 4)])
    yield "06-feuds-far-from-band-1", case(9, [(5, 6), (6, 7), (8, 9)])
    yield "07-odd-ring-far-from-band-1", case(60, [(58, 59), (59, 60), (60, 58)])
    yield "08-even-ring", case(100, chain(list(range(1, 101)) + [1]))
    yield "09-odd-ring", case(101, chain(list(range(1, 102)) + [1]))
    yield "10-small-random", case(200, between_camps(rng, 200, 300))
    yield "11-long-chain", case(MOST_BANDS, chain(range(1, MOST_BANDS + 1))[::-1])
    yield "12-long-shuffled-chain", case(MOST_BANDS // 2, chain(shuffled))
    yield "13-many-feuds", case(MOST_BANDS, between_camps(rng, MOST_BANDS, MOST_FEUDS))
    camps = between_camps(rng, 1000, 9000)
    yield "14-one-feud-too-many", case(1000, camps + [(camps[0][0], camps[1][0]), (camps[0][0], camps[1][1])])
