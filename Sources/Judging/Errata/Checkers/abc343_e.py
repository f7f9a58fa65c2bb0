"""ABC 343 E: any three cubes of side 7 whose parts in exactly one, two and three of them have the given volumes."""

from itertools import combinations


def _common(cubes):
    volume = 1
    for axis in zip(*cubes):
        volume *= max(0, min(axis) + 7 - max(axis))
    return volume


def check(given, expected, output):
    words = output.split()
    if expected.split()[0] == "No" or words[:1] != ["Yes"]:
        return words == expected.split()[:1], "expected " + expected.split()[0]
    try:
        numbers = list(map(int, words[1:]))
    except ValueError:
        return False, "not a number"
    if len(numbers) != 9 or any(abs(number) > 100 for number in numbers):
        return False, "nine numbers from -100 to 100 are wanted"
    cubes = [numbers[0:3], numbers[3:6], numbers[6:9]]
    three = _common(cubes)
    two = sum(_common(pair) for pair in combinations(cubes, 2)) - 3 * three
    one = 3 * 343 - 2 * two - 3 * three
    return [one, two, three] == list(map(int, given.split())), "the volumes are %d %d %d" % (one, two, three)
