"""The tests of ridge-walk."""
import random

REFERENCE = "fenwick.py"
MOST_VIEWPOINTS = 30_000
HIGHEST = 100_000
MOST_BEAUTY = 1_000_000


def case(k, viewpoints):
    return f"{len(viewpoints)} {k}\n" + "".join(f"{h} {w}\n" for h, w in viewpoints)


def brute_force(text):
    """Tries every set of stops."""
    n, k, *numbers = map(int, text.split())
    heights, beauties = numbers[::2], numbers[1::2]
    best = 0
    for chosen in range(1, 1 << n):
        stops = [i for i in range(n) if chosen >> i & 1]
        if sum(heights[a] >= heights[b] for a, b in zip(stops, stops[1:])) <= k:
            best = max(best, sum(beauties[i] for i in stops))
    return f"{best}\n"


def drawn(rng, n, highest, most_beauty):
    return [(rng.randint(1, highest), rng.randint(1, most_beauty)) for _ in range(n)]


def climbs(rng, n, count):
    """So many climbs one after the other, each from the valley to the top, with small steps back on the way."""
    length = n // count
    heights = [max(1, i % length * HIGHEST // length - rng.randint(0, 40)) for i in range(n)]
    return [(h, rng.randint(1, MOST_BEAUTY)) for h in heights]


def small(rng):
    n = rng.randint(1, 9)
    return case(rng.randint(0, 3), drawn(rng, n, rng.choice([2, 5, 50]), rng.choice([1, 9])))


def samples():
    # No two heights are the same, and the most stops are also the most beautiful ones.
    return [
        case(0, [(3, 2), (5, 4), (4, 5), (8, 1), (7, 6)]),
        case(1, [(2, 5), (6, 5), (1, 5), (4, 4), (9, 5), (3, 3), (7, 2)]),
    ]


def secret():
    rng = random.Random(8)
    falling = [(HIGHEST - i, 1 + i % 9) for i in range(100)]
    yield "01-one-viewpoint", case(0, [(1, 1)])
    yield "02-more-tickets-than-stops", case(3, [(9, 2), (9, 3)])
    yield "03-level-is-not-higher", case(0, [(5, w) for w in (3, 9, 4, 9, 1)])
    yield "04-few-beautiful-beat-many-plain", case(0, [(50, 500)] + [(h, 1) for h in range(1, 40)] + [(51, 500)])
    yield "05-level-with-tickets", case(3, [(5, w) for w in (3, 9, 4, 9, 1, 8, 2)])
    yield "06-always-down", case(3, falling)
    yield "07-best-stops-not-in-best-climb", case(1, [(1, 4), (2, 4), (9, 7), (3, 4), (4, 4), (8, 7), (5, 4), (6, 4), (7, 7)])
    yield "08-small-random", case(2, drawn(rng, 40, 20, 30))
    yield "09-few-heights", case(3, drawn(rng, 1000, 5, 100))
    yield "10-always-up-large-sum", case(2, [(3 * i + 1, MOST_BEAUTY) for i in range(9000)])
    yield "11-random-without-tickets", case(0, drawn(rng, 9000, HIGHEST, MOST_BEAUTY))
    yield "12-four-climbs", case(3, climbs(rng, MOST_VIEWPOINTS, 4))
    yield "13-five-climbs-one-ticket-short", case(3, climbs(rng, 10_000, 5))
    yield "14-many-random", case(3, drawn(rng, MOST_VIEWPOINTS, HIGHEST, 999))
