"""ABC 311 C: any directed cycle of the graph with one edge from each vertex."""


def check(given, expected, output):
    numbers = list(map(int, given.split()))
    n, target = numbers[0], numbers[1:]
    try:
        words = list(map(int, output.split()))
    except ValueError:
        return False, "not a number"
    if not words or words[0] != len(words) - 1 or words[0] < 1:
        return False, "the length is not that of the list"
    cycle = words[1:]
    if any(not 1 <= vertex <= n for vertex in cycle) or len(set(cycle)) != len(cycle):
        return False, "not vertices that differ"
    for vertex, following in zip(cycle, cycle[1:] + cycle[:1]):
        if target[vertex - 1] != following:
            return False, "no edge from %d to %d" % (vertex, following)
    return True
