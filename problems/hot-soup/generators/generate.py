"""The tests of hot-soup."""
import random

REFERENCE = "count.py"
MOST_BOWLS = 50_000
HOTTEST = 1000


def case(limit, bowls):
    return f"{len(bowls)} {limit}\n{' '.join(map(str, bowls))}\n"


def brute_force(text):
    """Looks for each bowl among the temperatures that are too hot, one by one."""
    numbers = [int(word) for word in text.split()]
    return f"{len([bowl for bowl in numbers[2:] if bowl in range(numbers[1] + 1, HOTTEST + 1)])}\n"


def small(rng):
    most = rng.choice([3, 20, HOTTEST])
    return case(rng.randint(1, most), [rng.randint(1, most) for _ in range(rng.randint(1, 8))])


def samples():
    # The limit itself is asked for by the first: what "greater" means must be plain.
    return [case(60, [55, 60, 61, 75, 40]), case(70, [70])]


def secret():
    rng = random.Random(11)
    yield "01-one-cold", case(2, [1])
    yield "02-one-hot", case(1, [2])
    yield "03-all-at-the-limit", case(65, [65] * 20)
    yield "04-all-too-hot", case(1, [rng.randint(2, HOTTEST) for _ in range(50)])
    yield "05-none-too-hot", case(HOTTEST, [rng.randint(1, HOTTEST) for _ in range(50)])
    yield "06-around-the-limit", case(500, [500 + step for step in range(-10, 11)])
    yield "07-one-digit-and-four", case(9, [1000, 9, 10, 1, 99, 100])
    yield "08-equal-bowls", case(30, [31] * 500)
    yield "09-random-lunch", case(60, [rng.randint(40, 90) for _ in range(1000)])
    yield "10-many-cold", case(HOTTEST - 1, [rng.randint(1, HOTTEST) for _ in range(MOST_BOWLS)])
    yield "11-many-hot", case(5, [rng.randint(1, HOTTEST) for _ in range(MOST_BOWLS)])
    yield "12-all-hottest", case(HOTTEST - 1, [HOTTEST] * MOST_BOWLS)
