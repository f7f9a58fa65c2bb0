"""ABC 362 C: any numbers within their bounds whose sum is 0."""


def check(given, expected, output):
    numbers = list(map(int, given.split()))
    bounds = list(zip(numbers[1::2], numbers[2::2]))
    words = output.split()
    if expected.split()[0] == "No" or words[:1] != ["Yes"]:
        return words == expected.split()[:1], "expected " + expected.split()[0]
    try:
        answer = list(map(int, words[1:]))
    except ValueError:
        return False, "not a number"
    if len(answer) != len(bounds) or any(not low <= x <= high for x, (low, high) in zip(answer, bounds)):
        return False, "not a number within its bounds for each"
    return sum(answer) == 0, "the sum is %d" % sum(answer)
