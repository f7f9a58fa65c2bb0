"""The tests of both-fairs."""
import random

REFERENCE = "merge.cpp"
MOST_STALLS = 20_000


def case(spring, autumn):
    return f"{len(spring)} {len(autumn)}\n" + "".join(f"{name}\n" for name in [*spring, *autumn])


def brute_force(text):
    """Looks each name up in the other list."""
    first, *names = text.split("\n")[:-1]
    spring, autumn = names[: int(first.split()[0])], names[int(first.split()[0]) :]
    return "".join(f"{name}\n" for name in spring if name in autumn)


def word(rng, longest, letters="abc"):
    return "".join(rng.choice(letters) for _ in range(rng.randint(1, longest)))


def names(rng, count, longest=10, letters="abcdefghij"):
    """So many different names, half of them of two words."""
    found = {}
    while len(found) < count:
        found[word(rng, longest, letters) + (" " + word(rng, longest, letters) if rng.random() < 0.5 else "")] = None
    return list(found)


def small(rng):
    pool = names(rng, 10, 2)
    return case(rng.sample(pool, rng.randint(1, 10)), rng.sample(pool, rng.randint(1, 10)))


def samples():
    return [case(["ada", "ben smith", "cy"], ["cy", "dan", "ben smith"]), case(["eve"], ["ada"])]


def secret():
    rng = random.Random(11)
    pool = names(rng, 30_000)
    yield "01-the-same", case(["a"], ["a"])
    yield "02-nobody", case(["a"], ["b"])
    yield "03-part-of-a-name", case(["ann", "ben"], ["ann lee", "be", "lee ben"])
    yield "04-words-turned-round", case(["ann lee", "lee ann", "x y"], ["lee ann", "y x"])
    yield "05-same-first-word", case(["kim a", "kim b", "kim"], ["kim b", "kim c", "kim"])
    yield "06-everybody-turned-round", case(pool[:100], pool[:100][::-1])
    yield "07-more-in-spring", case(pool[:1000], pool[990:1000])
    yield "08-more-in-autumn", case(pool[:10], pool[5:2000])
    yield "09-few-of-many", case(pool[:15_000], pool[14_990:])
    yield "10-large", case(pool[:MOST_STALLS], rng.sample(pool, MOST_STALLS))
    yield "11-large-nobody", case(pool[:15_000], pool[15_000:])
