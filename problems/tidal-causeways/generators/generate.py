"""The tests of tidal-causeways."""
import random

REFERENCE = "dijkstra.py"
MOST_ISLANDS = 10_000
MOST_CAUSEWAYS = 20_000
LONGEST_MINUTES = 1_000_000


def case(n, causeways):
    return f"{n} {len(causeways)}\n" + "".join(" ".join(map(str, causeway)) + "\n" for causeway in causeways)


def brute_force(text):
    """Plays the day minute by minute, from every island that has been reached."""
    n, m, *numbers = map(int, text.split())
    causeways = [numbers[i : i + 5] for i in range(0, 5 * m, 5)]
    # By then every causeway out of a reached island has had a whole dry period, once for each island on the way.
    end = n * max([a + b + d for _, _, d, a, b in causeways], default=0)
    earliest = {1: 0}
    for minute in range(end + 1):
        for u, v, d, a, b in causeways:
            for start, goal in ((u, v), (v, u)):
                if start in earliest and earliest[start] <= minute and minute % (a + b) + d <= a:
                    earliest[goal] = min(earliest.get(goal, end), minute + d)
    return f"{earliest.get(n, -1)}\n"


def tide(rng, longest):
    dry = rng.randint(1, longest)
    return rng.randint(1, dry), dry, rng.randint(1, longest)


def drawn(rng, n, m, longest):
    return [(*rng.sample(range(1, n + 1), 2), *tide(rng, longest)) for _ in range(m)]


def line(rng, islands, longest):
    """One causeway from each island to the next."""
    return [(u, v, *tide(rng, longest)) for u, v in zip(islands, islands[1:])]


def slow(rng):
    """A walk as long as the dry period, so that it waits for the next one nearly each time."""
    dry = rng.randint(LONGEST_MINUTES - 999, LONGEST_MINUTES)
    return dry, dry, LONGEST_MINUTES


def small(rng):
    n = rng.randint(2, 6)
    return case(n, drawn(rng, n, rng.randint(0, 9), 6))


def samples():
    # Both goals can be reached, and the walks are short: -1 and large times are for the secret tests to ask.
    return [
        case(3, [(1, 2, 4, 5, 3), (2, 3, 2, 5, 2), (1, 3, 9, 9, 1)]),
        case(4, [(1, 2, 1, 2, 1), (2, 4, 3, 3, 7), (1, 3, 2, 4, 4), (3, 4, 3, 6, 5)]),
    ]


def secret():
    rng = random.Random(7)
    yield "01-one-causeway", case(2, [(2, 1, 7, 7, 1)])
    yield "02-no-causeway", case(2, [])
    yield "03-out-of-reach", case(6, [(1, 2, 1, 2, 3), (2, 3, 2, 2, 2), (4, 5, 1, 3, 1), (5, 6, 1, 1, 1)])
    yield "04-end-at-the-moment-of-the-flood", case(3, [(1, 2, 3, 9, 9), (2, 3, 6, 9, 9)])
    yield "05-one-minute-too-late", case(3, [(1, 2, 4, 9, 9), (2, 3, 6, 9, 9)])
    yield "06-dry-at-first-step-only", case(3, [(1, 2, 5, 5, 1), (2, 3, 4, 6, 10), (1, 3, 19, 19, 1)])
    yield "07-several-between-the-same", case(2, [(1, 2, d, d + 3, 5) for d in (9, 4, 6, 4, 8)])
    yield "08-detour-beats-waiting", case(5, [(1, 2, 3, 3, 1), (2, 5, 2, 4, 90), (2, 3, 1, 9, 1), (3, 4, 2, 9, 1), (4, 5, 3, 20, 1)])
    yield "09-small-random", case(40, drawn(rng, 40, 90, 20))
    yield "10-many-ties", case(300, [(*rng.sample(range(1, 301), 2), 1, 1, rng.randint(1, 2)) for _ in range(900)])
    yield "11-longest-way", case(MOST_ISLANDS, [(u, u + 1, *slow(rng)) for u in range(MOST_ISLANDS - 1, 0, -1)])
    ends = (1, MOST_ISLANDS)
    way = [ends[0], *rng.sample(range(2, MOST_ISLANDS), MOST_ISLANDS // 3), ends[1]]
    shortcuts = [(u, v, *slow(rng)) for u, v in zip(way, way[50:]) if rng.random() < 0.5]
    causeways = line(rng, way, 1000) + shortcuts
    rng.shuffle(causeways)
    yield "12-many-short-or-few-long", case(MOST_ISLANDS, causeways)
    yield "13-most-of-everything", case(MOST_ISLANDS, drawn(rng, MOST_ISLANDS, MOST_CAUSEWAYS, LONGEST_MINUTES))
