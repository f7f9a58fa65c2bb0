"""Runs solution.py as LiveCodeBench's harness does: after its star imports, with a recursion limit of 50000.

This text is followed by stdin.py or functional.py. It knows an input, never an expected output.
"""
import os
import sys

_SOLUTION = "solution.py"


def _names():
    """The names that LiveCodeBench imports before a submission, in its order."""
    names = {}
    exec(
        "from string import *\nfrom re import *\nfrom datetime import *\nfrom collections import *\n"
        "from heapq import *\nfrom bisect import *\nfrom copy import *\nfrom math import *\nfrom random import *\n"
        "from statistics import *\nfrom itertools import *\nfrom functools import *\nfrom operator import *\n"
        "from io import *\nfrom sys import *\nfrom json import *\nfrom builtins import *\nfrom typing import *\n"
        "import string, re, datetime, collections, heapq, bisect, copy, math, random, statistics, itertools\n"
        "import functools, operator, io, sys, json\n",
        names,
    )
    return names


def _execute(main_name, known=None):
    """Executes the submission in a module of its own and returns its names; it finds those that are known, by default
    LiveCodeBench's."""
    sys.setrecursionlimit(50000)
    with open(_SOLUTION, encoding="utf-8-sig") as file:
        source = file.read()
    module = type(sys)(main_name)
    module.__dict__.update(_names() if known is None else known)
    module.__dict__.update({"__name__": main_name, "__file__": _SOLUTION, "__source__": source})
    sys.modules[main_name] = module
    exec(compile(source, _SOLUTION, "exec"), module.__dict__)
    return module.__dict__


def _callable(names, function):
    """The method of Solution, or where there is no such class the function, that the problem wants."""
    found = getattr(names["Solution"](), function, None) if "Solution" in names else names.get(function)
    if found is None:
        raise NameError("the program has no function %s" % function)
    return found


def _report_exception(error):
    """Prints a traceback without the driver's own frames: line numbers are the submission's."""
    import traceback

    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename != _SOLUTION:
        frames = frames.tb_next
    traceback.print_exception(type(error), error, frames)


