"""The tests of dry-spell."""
import random

REFERENCE = "one-pass.py"
MOST_STATIONS = 1_000
MOST_DAYS = 50_000
MOST_RAIN_MM = 500


def case(stations):
    lines = [str(len(stations))]
    for k, rain in stations:
        lines += [f"{len(rain)} {k}", " ".join(map(str, rain))]
    return "\n".join(lines) + "\n"


def brute_force(text):
    """Looks at every stretch of days."""
    words = iter(map(int, text.split()))
    answers = []
    for _ in range(next(words)):
        n, k = next(words), next(words)
        rain = [next(words) for _ in range(n)]
        stretches = [(first, last) for first in range(n) for last in range(first, n)]
        answers.append(max([b - a + 1 for a, b in stretches if max(rain[a : b + 1]) <= k], default=0))
    return "".join(f"{answer}\n" for answer in answers)


def random_station(rng, days, k, most_rain):
    return k, [rng.randint(0, most_rain) for _ in range(days)]


def small(rng):
    return case([random_station(rng, rng.randint(1, 8), rng.randint(0, 6), 8) for _ in range(rng.randint(1, 5))])


def samples():
    # The spells grow from station to station and none is 0: the rest is for the secret tests to ask.
    return [
        case([(2, [9, 1, 5, 0, 3]), (4, [4, 2, 7, 1, 0, 3, 12]), (0, [3, 0, 0, 0, 0, 5])]),
        case([(10, [11, 10, 9, 20, 3])]),
    ]


def secret():
    rng = random.Random(2)
    yield "01-one-dry-day", case([(0, [0])])
    yield "02-one-wet-day", case([(0, [1])])
    yield "03-no-dry-day-at-all", case([(5, [6, 7, 500]), (499, [500] * 40)])
    yield "04-spell-at-the-end", case([(3, [1, 9, 1, 1, 9, 3, 3, 3])])
    yield "05-spell-at-the-start", case([(3, [3, 3, 3, 9, 1, 1, 9, 1])])
    yield "06-shorter-after-longer", case([(1, [1] * 30), (1, [9, 1, 9]), (0, [5]), (1, [1, 1, 7])])
    yield "07-dry-from-station-to-station", case([(7, [9, 7, 7]), (7, [7, 7, 9]), (7, [7] * 3), (7, [7] * 4)])
    yield "08-many-small-stations", case([random_station(rng, rng.randint(1, 12), 2, 4) for _ in range(MOST_STATIONS)])
    yield "09-alternating", case([(2, [2, 3] * (MOST_DAYS // 2))])
    yield "10-one-wet-day-in-the-middle", case([(8, [8] * 24_000 + [9] + [0] * 25_999)])
    yield "11-all-dry", case([(MOST_RAIN_MM, [rng.randint(0, MOST_RAIN_MM) for _ in range(MOST_DAYS)])])
    yield "12-long-random-spells", case([random_station(rng, MOST_DAYS // 4, k, MOST_RAIN_MM) for k in (5, 250, 450, 499)])
