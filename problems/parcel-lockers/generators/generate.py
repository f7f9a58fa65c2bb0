"""The tests of parcel-lockers."""
import random

REFERENCE = "heap.py"
MOST_LINES = 200_000


def case(lines):
    return f"{len(lines)}\n" + "".join(f"{line}\n" for line in lines)


def brute_force(text):
    """Looks at the lockers from the first one on."""
    locker_of = []
    taken = set()
    for line in text.splitlines()[1:]:
        if line == "+":
            locker = 1
            while locker in taken:
                locker += 1
            locker_of.append(locker)
            taken.add(locker)
        else:
            taken.remove(locker_of[int(line[2:]) - 1])
    return "".join(f"{locker}\n" for locker in locker_of)


def drawn(rng, count, most_stored):
    """A random day on which no more than so many parcels are there at a time."""
    lines = []
    stored = []
    parcels = 0
    while len(lines) < count:
        if not stored or (len(stored) < most_stored and rng.random() < 0.55):
            parcels += 1
            stored.append(parcels)
            lines.append("+")
        else:
            lines.append(f"- {stored.pop(rng.randrange(len(stored)))}")
    return lines


def small(rng):
    return case(drawn(rng, rng.randint(1, 14), rng.randint(1, 6)))


def samples():
    # No two lockers are free below a taken one: which of several is taken next is for the secret tests to ask.
    return [case(["+", "+", "+", "- 2", "+", "+"]), case(["+", "- 1", "+", "+", "- 2", "+"])]


def secret():
    rng = random.Random(6)
    many, more = 25_000, 10_000
    arrivals = ["+"] * many
    yield "01-one-parcel", case(["+"])
    yield "02-same-locker-again-and-again", case(["+"] + [line for p in range(1, 50) for line in (f"- {p}", "+")])
    yield "03-freed-in-falling-order", case(["+"] * 5 + ["- 4", "- 3", "- 2", "+", "+", "+", "+"])
    yield "04-freed-in-rising-order", case(["+"] * 5 + ["- 2", "- 3", "- 4", "+", "+", "+", "+"])
    yield "05-parcel-is-not-locker", case(["+", "+", "- 1", "+", "- 3", "+", "- 2", "- 4", "+", "+", "+"])
    yield "06-day-of-arrivals", case(["+"] * 700)
    yield "07-all-leave-and-come-back", case(["+"] * 300 + [f"- {p}" for p in rng.sample(range(1, 301), 300)] + ["+"] * 300)
    yield "08-small-random", case(drawn(rng, 1000, 1000))
    yield "09-more-than-a-thousand-lockers", case(drawn(rng, 13_000, 2500))
    yield "10-last-locker-again-and-again", case(arrivals + [s for p in range(many, many + more) for s in (f"- {p}", "+")])
    yield "11-long-day-few-lockers", case(drawn(rng, MOST_LINES, 9))
    yield "12-all-leave-at-once", case(arrivals + [f"- {p}" for p in rng.sample(range(1, many + 1), many)] + arrivals)
