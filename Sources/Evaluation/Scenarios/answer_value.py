"""Finds the value that a model stated as a function's result, as LiveCodeBench's harness would find it.

Runs in the sandbox as a submission whose function `value` is called with the model's answer. It knows no expected value:
what it returns is compared outside. Values that JSON lacks are returned as objects that say their type.
"""
import ast
import copy
import json

# The names that LiveCodeBench's harness imports before it executes a program, but for numpy and pandas.
_IMPORTS = """
import bisect, collections, copy, functools, heapq, itertools, math, operator, random, re, string, sys
from bisect import bisect, bisect_left, bisect_right, insort
from collections import Counter, OrderedDict, defaultdict, deque
from copy import deepcopy
from functools import cache, lru_cache, partial, reduce
from heapq import heapify, heappop, heappush, merge
from itertools import accumulate, chain, combinations, count, cycle, groupby, islice, permutations, product, repeat
from itertools import zip_longest
from math import ceil, comb, floor, gcd, inf, isqrt, log, log10, log2, prod, sqrt
from operator import iand, itemgetter, sub
from os.path import commonprefix
from random import randrange, shuffle
from re import search as re_search
from string import ascii_lowercase
from typing import Any, Callable, Dict, Generator, Iterable, Iterator, List, Optional, Set, Tuple, Union
import bisect
"""


def value(request):
    if request["code"] is None:
        scope = {"ast": ast, "copy": copy, "json": json}
        return _plain(eval(_stated(request["answer"]), scope))
    scope = {}
    exec(_IMPORTS + "\n" + request["code"], scope)
    return _plain(_completed(request["answer"], scope))


def _stated(answer):
    """The source of the value: what an assertion compares with, else the answer as it is."""
    lines = answer.splitlines()
    if len(lines) > 1:
        answer = next((line for line in lines if not line.startswith("#") and "assert" in line), answer)
    answer = answer.strip()
    if "assert" not in answer:
        return answer
    body = ast.parse(answer).body
    if not body or not isinstance(body[0], ast.Assert):
        raise ValueError("the answer is no assertion")
    test = body[0].test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        raise ValueError("the answer asserts no equality")
    return ast.get_source_segment(answer, test.comparators[0])


def _completed(answer, scope):
    """The value of an answer that stands behind `assert EXPECTED == `."""
    first, *rest = ast.parse("assert _ == " + answer).body
    test = getattr(first, "test", None)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        raise ValueError("the answer is more than a value to compare with")
    result = eval(compile(ast.Expression(test.comparators[0]), "answer", "eval"), scope)
    for statement in rest:
        exec(compile(ast.Module([statement], []), "answer", "exec"), scope)
    return result


def _plain(value):
    """The value as JSON data that is equal where the values are."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, tuple):
        return {"__tuple__": [_plain(item) for item in value]}
    if isinstance(value, (set, frozenset)):
        return {"__set__": {_key(item): None for item in value}}
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("__") for key in value):
            return {key: _plain(item) for key, item in value.items()}
        return {"__dict__": {_key(key): _plain(item) for key, item in value.items()}}
    return value


def _key(value):
    """A text that is equal for equal elements: a letter for the type, and the element."""
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, (tuple, frozenset)):
        return "t(" + ",".join(_key(item) for item in value) + ")"
    if value is None:
        return "z"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "n" + repr(int(value) if isinstance(value, int) else value)
