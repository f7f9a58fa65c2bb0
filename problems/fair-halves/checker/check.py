"""Judges a share of the sweets."""


def check(input, expected, output):
    """Whether the output is a fair share, or a pair of False and the reason."""
    n, *weights = map(int, input.split())
    words = output.split()
    if len(words) != 1:
        return False, f"expected one word, found {len(words)}"
    letters = words[0]
    if len(letters) != n:
        return False, f"expected {n} letters, found {len(letters)}"
    if set(letters) - {"L", "R"}:
        return False, f"expected L or R, found {ascii(min(set(letters) - {'L', 'R'}))}"
    difference = abs(sum(weight if letter == "L" else -weight for weight, letter in zip(weights, letters)))
    if difference > max(weights):
        return False, f"the sides differ by {difference}, the heaviest sweet weighs {max(weights)}"
    return True
