"""The tests of kth-coffee."""
import random
import re

TITLE = "Every k-th Coffee"
DATE = "2026-01-10T00:00:00"
DIFFICULTY = "easy"
FUNCTION = "freeCoffees"
STARTER_CODE = "class Solution:\n    def freeCoffees(self, orders: List[str], k: int) -> List[str]:\n        "
REFERENCE = "count.py"
PICKLED = True
MOST_ORDERS = 100_000
LARGEST_K = 1_000


def validate(orders, k):
    assert 1 <= len(orders) <= MOST_ORDERS and 1 <= k <= LARGEST_K
    assert all(re.fullmatch("[A-Za-z]{1,10}", name) for name in orders)


def brute_force(orders, k):
    """Counts a guest's coffees from the start, at each order."""
    return [name for i, name in enumerate(orders) if orders[: i + 1].count(name) % k == 0]


def drawn(rng, names, count, k):
    return [rng.choice(names) for _ in range(count)], k


def names(rng, count):
    """So many different names of one to five letters, capitals among them."""
    found = {}
    while len(found) < count:
        found["".join(rng.choice("abcdeXYZ") for _ in range(rng.randint(1, 5)))] = None
    return list(found)


def small(rng):
    return drawn(rng, ["a", "A", "bo", "cy"][: rng.randint(1, 4)], rng.randint(1, 12), rng.randint(1, 4))


def samples():
    # Nobody gets two free coffees, and all names are in small letters: the rest is for the private tests to ask.
    return [(["ada", "bob", "ada", "bob", "ada"], 2), (["eve", "dan"], 3)]


def secret():
    rng = random.Random(3)
    return [
        (["z"], 1),  # the least of everything
        (["z"], 1000),
        (["ann", "ben", "ann", "cy"], 1),  # every coffee is free
        (["kim"] * 7, 3),  # one guest, two free coffees
        (["Ada", "ada", "ADA", "aDa", "ada", "Ada"], 2),  # names differ in capitals alone
        (["ab", "a", "b", "ab", "b", "a"], 2),  # names that are parts of others
        drawn(rng, names(rng, 5), 200, 7),
        (["solo"] * 20_000, 1000),
        drawn(rng, names(rng, 2000), 6000, 3),  # more than a thousand guests
        (names(rng, 3000), 1),
        (names(rng, 1000) * (MOST_ORDERS // 1000), 2),  # all guests in turn: counting from the start is slow
        drawn(rng, names(rng, 2), MOST_ORDERS, LARGEST_K),
    ]
