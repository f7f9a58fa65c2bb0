"""Calls check(input, expected, output) of checker.py: the values of a functional problem, or texts.

Its answer, a share of the points and a message, goes to the stdout it was started with; what it prints goes to stderr.
"""
import json
import os
import sys

# Longer numbers take a time that grows with the square of their digits.
_MOST_DIGITS = 20_000


def _read(name):
    with open(name, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def _main():
    results = os.dup(1)
    os.dup2(2, 1)
    given, expected, output = _read("test.in"), _read("test.ans"), _read("test.out")
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(max(_MOST_DIGITS, len(given), len(expected)))
    if sys.argv[1] == "values":
        given = [json.loads(line) for line in given.split("\n") if line.strip()]
        # Half as deep as check may go, which has to walk it.
        sys.setrecursionlimit(25000)
        expected = json.loads(expected)
        try:
            output = json.loads(output)
        except (RecursionError, ValueError):
            # The judge has read it as JSON: that Python cannot is no failure of the checker.
            _tell(results, 0, "returned a value that is nested too deep, or a number of too many digits")
            return
    sys.setrecursionlimit(50000)
    names = {"__name__": "checker", "__file__": "solution.py"}
    with open("solution.py", encoding="utf-8-sig") as file:
        exec(compile(file.read(), "solution.py", "exec"), names)
    if not callable(names.get("check")):
        sys.exit("it defines no function check")
    answer = names["check"](given, expected, output)
    share, message = answer if isinstance(answer, tuple) else (answer, None)
    if isinstance(share, bool):
        share = 1.0 if share else 0.0
    if not isinstance(share, (int, float)) or not 0 <= share <= 1:
        raise ValueError("check returned %r; expected True, False or a number from 0 to 1" % (share,))
    _tell(results, share, None if message is None else str(message))


def _tell(results, share, message):
    """Answers; what of the message is no Unicode, such as a byte of the output, is told by its number."""
    if message is not None:
        message = message.encode("utf-8", "backslashreplace").decode()
    os.write(results, json.dumps({"share": share, "message": message}).encode())


_main()
