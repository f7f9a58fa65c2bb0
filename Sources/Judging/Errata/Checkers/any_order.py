"""LeetCode 2942, 2951 and 3211: the answer's elements may come in any order."""


def check(arguments, expected, returned):
    if not isinstance(returned, list):
        return False, "a list is wanted"
    if len(returned) != len(expected):
        return False, "%d elements, expected %d" % (len(returned), len(expected))
    return sorted(map(repr, returned)) == sorted(map(repr, expected)), "other elements than %r" % (expected[:10],)
