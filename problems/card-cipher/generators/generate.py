"""The tests of card-cipher."""
import random

LARGEST = 2**40 - 1


def case(x):
    return f"send\n{x}\n"


def brute_force(text):
    """What was sent is what must arrive."""
    return text.split()[1] + "\n"


def small(rng):
    return case(rng.randint(0, 100))


def samples():
    return [case(5)]


def secret():
    rng = random.Random(9)
    yield "01-nothing", case(0)
    yield "02-one", case(1)
    yield "03-largest", case(LARGEST)
    yield "04-highest-card-alone", case(1 << 39)
    yield "05-32-bits", case(2**32 - 1)
    yield "06-33-bits", case(2**32)
    yield "07-every-second-card", case(int("10" * 20, 2))
    yield "08-two-digits-turned-round", case(21)
    yield "09-digits-with-zeros", case(1001001)
    for number in range(10, 14):
        yield f"{number}-random", case(rng.randint(0, LARGEST))
