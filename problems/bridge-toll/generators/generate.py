"""The tests of bridge-toll."""
import random

REFERENCE = "formula.py"
MOST_WAGONS = 10_000
HEAVIEST_KG = 10**9


def case(weights):
    return f"{len(weights)}\n{' '.join(map(str, weights))}\n"


def brute_force(text):
    """Charges one started 100 kg after the other."""
    coins = 0
    for weight in map(int, text.split()[1:]):
        coins += 3
        while weight > 500:
            coins += 1
            weight -= 100
    return f"{coins}\n"


def small(rng):
    return case([rng.randint(1, rng.choice([10, 700, 3000])) for _ in range(rng.randint(1, 8))])


def samples():
    # Neither an exact multiple above 600 nor a large sum: those are for the secret tests to ask.
    return [case([480, 501, 650, 1234]), case([120])]


def secret():
    rng = random.Random(1)
    yield "01-lightest", case([1])
    yield "02-exactly-500", case([500])
    yield "03-exactly-600", case([600])
    yield "04-around-each-boundary", case([base + step for base in (500, 600, 700, 1000) for step in (-1, 0, 1)])
    yield "05-all-light", case([rng.randint(1, 500) for _ in range(50)])
    yield "06-exact-hundreds", case([100 * rng.randint(1, 60) for _ in range(200)])
    yield "07-random-day", case([rng.randint(1, 5000) for _ in range(500)])
    yield "08-one-giant", case([HEAVIEST_KG])
    yield "09-sum-above-32-bits", case([HEAVIEST_KG - step for step in range(500)])
    yield "10-many-light", case([rng.randint(1, 999) for _ in range(MOST_WAGONS)])
    yield "11-many-giants", case([rng.randint(HEAVIEST_KG // 2, HEAVIEST_KG) for _ in range(MOST_WAGONS)])
    yield "12-all-heaviest", case([HEAVIEST_KG] * MOST_WAGONS)
