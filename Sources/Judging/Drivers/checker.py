"""Calls check(input, expected, output) of checker.py: the values of a functional problem, or texts.

Its answer, a share of the points and a message, goes to the stdout it was started with; what it prints goes to stderr.
"""
import json
import os
import sys


def _read(name):
    with open(name, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def _main():
    results = os.dup(1)
    os.dup2(2, 1)
    sys.setrecursionlimit(50000)
    given, expected, output = _read("test.in"), _read("test.ans"), _read("test.out")
    if sys.argv[1] == "values":
        given = [json.loads(line) for line in given.split("\n") if line.strip()]
        expected, output = json.loads(expected), json.loads(output)
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
    envelope = {"share": share, "message": None if message is None else str(message)}
    os.write(results, json.dumps(envelope).encode())


_main()
