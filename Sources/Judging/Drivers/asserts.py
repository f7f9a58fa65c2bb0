"""Runs the asserts of a test, which call a function that runs in another process, and says 42 or 43 as a validator does.

Arguments: the test's file, which is Python; a file that is not read; the folder for judgemessage.txt; the function's name.
Calls leave on stdout and results come on stdin, one a line, as data: nothing of the function's process is executed here.
"""
import builtins
import os
import random
import sys
import threading
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
        self.raised = None
        self.lock = threading.Lock()

    def __call__(self, *arguments, **keywords):
        with self.lock:
            return self._call(arguments, keywords)

    def _call(self, arguments, keywords):
        try:
            call = json.dumps([_data(arguments), _data(keywords)]).encode() + b"\n"
        except (TypeError, RecursionError) as error:
            raise _Broken("the test's argument is no data: " + str(error))
        self.last = "%s(%s)" % (self.name, _cut(_listed(arguments, keywords)))
        try:
            while call:
                call = call[os.write(self.calls, call):]
        except BrokenPipeError:
            raise _Rejected(self.last + " gave no result: the program had ended")
        line = self.results.readline(_LONGEST_RESULT)
        if not line:
            raise _Rejected(self.last + " gave no result: the program ended")
        result, raised = self._result(line, {**dict(enumerate(arguments)), **keywords})
        if raised is not None:
            self.last += " raised " + type(raised).__name__
            self.raised = raised
            raise raised
        self.last += " gave " + _cut(repr(result))
        return result

    def _result(self, line, arguments):
        """What the function gave, or the exception that it raised; what it made of its arguments, by place, is done to them."""
        if not line.endswith(b"\n"):
            raise _Rejected("%s gave a result of more than %d bytes" % (self.last, _LONGEST_RESULT))
        unfit = None
        try:
            reply = json.loads(line)
            if "unfit" in reply:
                unfit = _cut(str(reply["unfit"]))
            else:
                for place, data in reply["changes"]:
                    _change(arguments[place], _value(data))
                if "raised" in reply:
                    return None, _exception(reply["raised"], str(reply["text"]))
                return arguments[reply["argument"]] if "argument" in reply else _value(reply["value"]), None
        except Exception:
            pass
        if unfit is not None:
            raise _Rejected("%s gave a value of type %s, which is no data" % (self.last, unfit))
        raise _Rejected("the program wrote in a result's place")


def _exception(types, text):
    """An exception of the first of these types, each a module and a name, that the test can know.

    To catch one of a module it has imported that: nothing is imported here.
    """
    for module, name in types:
        kind = getattr(sys.modules.get(module), name, None) if _is_of_library(module) else None
        if isinstance(kind, type) and issubclass(kind, Exception):
            try:
                return kind(text)
            except TypeError:
                # Its constructor wants more than what it says.
                error = kind.__new__(kind, text)
                if str(error) == text:
                    return error
    return Exception(text)


def _change(own, new):
    """Gives an argument of the test what the function made of it."""
    if type(own) is not type(new):
        return
    if isinstance(own, list):
        own[:] = new
    elif isinstance(own, (dict, set)):
        own.clear()
        own.update(new)


def _cut(text):
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _where(error, lines):
    """The test's own line that an error comes from."""
    numbers = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "test"]
    return _cut(lines[numbers[-1] - 1].strip()) if numbers else "the test"


class _Names(dict):
    """The test's names. It and the submission were written to be one program: what it lacks is a module or a class there."""

    def __missing__(self, name):
        if hasattr(builtins, name):
            raise KeyError(name)
        if name in getattr(sys, "stdlib_module_names", ()):
            return __import__(name)
        return _Maker(name)


class _Maker:
    """A name that only the submission can know, taken for a class."""

    def __init__(self, name):
        self._name = name

    def __call__(self, *arguments, **keywords):
        return _Made(self._name, arguments, keywords)

    def __getattr__(self, name):
        raise NameError("name %r is not defined" % self._name)


def _verdict(source, function):
    """Why the function is rejected; None when it is not."""
    lines = source.split("\n")
    names = _Names({"__name__": "test", function.name: function, "candidate": function})
    # A test that draws its own inputs draws the same ones for every submission.
    random.seed(0)
    try:
        exec(compile(source, "test", "exec"), names)
    except _Rejected as error:
        return str(error)
    except Exception as error:
        if error is not function.raised:
            return _reason(error, function, lines)
        # The program ends by it: the judge tells of that as of any other run.
        _tell(function, b"false\n")
        while function.results.readline(_LONGEST_RESULT):
            pass
        return function.last
    if function.last is None:
        raise _Broken("the test does not call " + function.name)
    _tell(function, b"true\n")
    return None


def _tell(function, line):
    """Tells the function's program that it is over, and whether the last call may have raised an exception."""
    try:
        os.write(function.calls, line)
    except BrokenPipeError:
        pass


def _reason(error, function, lines):
    """Why the function is rejected by an error of the test; raises it where that is the test's own."""
    if function.last is None or isinstance(error, (NameError, ImportError, SyntaxError)):
        raise error
    if isinstance(error, AssertionError):
        return "%s does not hold: %s" % (_where(error, lines), function.last)
    return "%s fails with %s: %s" % (_where(error, lines), type(error).__name__, function.last)


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
