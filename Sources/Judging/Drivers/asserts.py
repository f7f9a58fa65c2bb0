"""Runs the asserts of a test, which call a function that runs in another process, and says 42 or 43 as a validator does.

Arguments: the test's file, which is Python; a file that is not read; the folder for judgemessage.txt; the function's name.
Calls leave on stdout and results come on stdin, one a line, as data: nothing of the function's process is executed here.
"""
import os
import random
import sys
import traceback

_LONGEST_RESULT = 16 << 20
_LONGEST_SHOWN = 60


class _Rejected(BaseException):
    """The function gave no result that could be looked at."""


class _Broken(BaseException):
    """The test itself is at fault."""


class _Function:
    """The function, as the test sees it."""

    def __init__(self, name, calls, results):
        self.name, self.calls, self.results = name, calls, results
        self.last = None

    def __call__(self, *arguments, **keywords):
        try:
            call = json.dumps([_data(arguments), _data(keywords)]).encode() + b"\n"
        except (TypeError, RecursionError) as error:
            raise _Broken("the test's argument is no data: " + str(error))
        shown = ", ".join([repr(one) for one in arguments] + ["%s=%r" % pair for pair in keywords.items()])
        self.last = "%s(%s)" % (self.name, _cut(shown))
        try:
            while call:
                call = call[os.write(self.calls, call):]
        except BrokenPipeError:
            raise _Rejected(self.last + " gave no result: the program had ended")
        line = self.results.readline(_LONGEST_RESULT)
        if not line:
            raise _Rejected(self.last + " gave no result: the program ended")
        result = self._result(line)
        self.last += " gave " + _cut(repr(result))
        return result

    def _result(self, line):
        if not line.endswith(b"\n"):
            raise _Rejected("%s gave a result of more than %d bytes" % (self.last, _LONGEST_RESULT))
        try:
            ((kind, data),) = json.loads(line).items()
            if kind == "value":
                return _value(data)
            if kind == "unfit":
                return_type = _cut(str(data))
        except Exception:
            kind = None
        if kind == "unfit":
            raise _Rejected("%s gave a value of type %s, which is no data" % (self.last, return_type))
        raise _Rejected("the program wrote in a result's place")


def _cut(text):
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _where(error, lines):
    """The test's own line that an error comes from."""
    numbers = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "test"]
    return _cut(lines[numbers[-1] - 1].strip()) if numbers else "the test"


def _verdict(source, function):
    """Why the function is rejected; None when it is not."""
    lines = source.split("\n")
    names = {"__name__": "test", function.name: function, "candidate": function}
    # A test that draws its own inputs draws the same ones for every submission.
    random.seed(0)
    try:
        exec(compile(source, "test", "exec"), names)
    except _Rejected as error:
        return str(error)
    except AssertionError as error:
        if function.last is None:
            raise
        return "%s does not hold: %s" % (_where(error, lines), function.last)
    except (NameError, ImportError, SyntaxError):
        raise
    except Exception as error:
        if function.last is None:
            raise
        return "%s fails with %s: %s" % (_where(error, lines), type(error).__name__, function.last)
    if function.last is None:
        raise _Broken("the test does not call " + function.name)
    return None


def _main():
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.setrecursionlimit(50000)
    path, _, folder, name = sys.argv[1:]
    function = _Function(name, os.dup(1), os.fdopen(os.dup(0), "rb"))
    nowhere = os.open("/dev/null", os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    with open(path, encoding="utf-8", newline="") as file:
        source = file.read()
    try:
        reason = _verdict(source, function)
    except BaseException as error:
        kind = "" if isinstance(error, _Broken) else type(error).__name__ + ": "
        print("the test itself fails: %s%s" % (kind, error), file=sys.stderr)
        os._exit(1)
    if reason is None:
        os._exit(42)
    with open(folder + "judgemessage.txt", "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(reason)
    os._exit(43)


_main()
