"""ABC 327 B: any positive A with A to the power of A equal to B, or -1 where there is none."""


def check(given, expected, output):
    words = output.split()
    if len(words) != 1:
        return False, "one number is wanted"
    try:
        answer = int(words[0])
    except ValueError:
        return False, "not a number"
    if int(expected) == -1:
        return answer == -1, "there is no such A"
    return 1 <= answer <= 18 and answer ** answer == int(given), "A to the power of A is not B"
