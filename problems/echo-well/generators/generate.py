"""The tests of echo-well."""
import random

DEEPEST = 1_000_000


def case(n, depth):
    return f"{n} {depth}\n"


def brute_force(text):
    """The depth stands in the input, which the program does not see."""
    return text.split()[1] + "\n"


def small(rng):
    n = rng.randint(1, 40)
    return case(n, rng.randint(1, n))


def samples():
    return [case(4, 3)]


def secret():
    rng = random.Random(8)
    yield "01-one-metre", case(1, 1)
    yield "02-two-shallow", case(2, 1)
    yield "03-two-deep", case(2, 2)
    yield "04-power-of-two", case(1 << 19, 1 << 18)
    yield "05-after-a-power-of-two", case((1 << 19) + 1, (1 << 18) + 1)
    yield "06-deepest", case(DEEPEST, DEEPEST)
    yield "07-at-the-top", case(DEEPEST, 1)
    yield "08-second", case(DEEPEST, 2)
    yield "09-last-but-one", case(DEEPEST, DEEPEST - 1)
    for number in range(10, 14):
        yield f"{number}-random", case(DEEPEST, rng.randint(1, DEEPEST))
