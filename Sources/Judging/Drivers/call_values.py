import collections
import decimal
import fractions
import itertools
import json
import sys

# Of an iterator without an end only so much can be asked for.
_MOST_ITEMS = 10_000
# What objects that cross may be of: in the submission's process its own classes, elsewhere none.
_classes = {}
# In this order: a datetime is a date.
_TIMES = ("datetime", "date", "time")
_MAPPINGS = {kind.__name__: kind for kind in (dict, collections.Counter, collections.OrderedDict)}


class _Made:
    """What a test makes of a class that only the submission defines."""

    def __init__(self, name, arguments, keywords):
        self._parts = [name, arguments, keywords]

    def __repr__(self):
        name, arguments, keywords = self._parts
        return "%s(%s)" % (name, _listed(arguments, keywords))

    def __getattr__(self, name):
        raise NameError("%s of an object of the submission's class %s is not known here" % (name, self._parts[0]))


def _listed(arguments, keywords):
    """The arguments of a call as its source has them."""
    return ", ".join([repr(one) for one in arguments] + ["%s=%r" % pair for pair in keywords.items()])


class _NoData(TypeError):
    """The type of what is no data, and of what it is in."""


def _data(value, holder=None):
    """A value, of which holder is a part, as JSON data that tell its type: lists, texts and numbers as they are, all else
    as {type: parts}.

    Values of derived types are taken for what they derive from, whatever they say of themselves, and numbers of other
    types, such as NumPy's, for the plain ones that they are equal to. Raises _NoData for
    what is none.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, list):
        return [_data(item, value) for item in list.__iter__(value)]
    if isinstance(value, dict):
        kind = type(value).__name__ if type(value) in _MAPPINGS.values() else "dict"
        return {kind: [[_data(key, value), _data(item, value)] for key, item in dict.items(value)]}
    for kind in (tuple, set, frozenset, collections.deque):
        if isinstance(value, kind):
            return {kind.__name__: [_data(item, value) for item in kind.__iter__(value)]}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, range):
        return {"range": [value.start, value.stop, value.step]}
    if isinstance(value, decimal.Decimal):
        return {"Decimal": str(value)}
    if isinstance(value, fractions.Fraction):
        return {"Fraction": [value.numerator, value.denominator]}
    # Nobody has a value of a module that was not loaded, and to load it takes longer than most tests.
    datetime = sys.modules.get("datetime")
    for kind in _TIMES if datetime else ():
        if isinstance(value, getattr(datetime, kind)):
            return {kind: value.isoformat()}
    if datetime and isinstance(value, datetime.timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if hasattr(type(value), "__next__"):
        return {"iterator": [_data(item, value) for item in itertools.islice(value, _MOST_ITEMS)]}
    if type(value) is _Made:
        # What the test set afterwards, such as a node's children, is set there too.
        attributes = {name: part for name, part in vars(value).items() if name != "_parts"}
        return {"made": [_data(part) for part in value._parts + [attributes]]}
    try:
        return _number(value)
    except TypeError:
        raise _NoData(_type_name(value, holder)) from None


def _value(data):
    """What _data was given. Raises one of several errors for anything that it does not write."""
    if isinstance(data, list):
        return [_value(item) for item in data]
    if not isinstance(data, dict):
        return data
    ((kind, parts),) = data.items()
    if kind in _MAPPINGS:
        return _MAPPINGS[kind]({_value(key): _value(item) for key, item in parts})
    if kind == "bytes":
        return bytes.fromhex(parts)
    if kind == "Decimal":
        return decimal.Decimal(parts)
    if kind in _TIMES:
        return getattr(__import__("datetime"), kind).fromisoformat(parts)
    if kind == "timedelta":
        return __import__("datetime").timedelta(*parts)
    if kind in ("complex", "range", "Fraction"):
        return {"complex": complex, "range": range, "Fraction": fractions.Fraction}[kind](*parts)
    if kind == "made":
        name, arguments, keywords, attributes = _value(parts)
        if name not in _classes:
            raise NameError("the program does not define %s, which the test uses" % name)
        made = _classes[name](*arguments, **keywords)
        for attribute, part in attributes.items():
            setattr(made, attribute, part)
        return made
    makers = {"tuple": tuple, "set": set, "frozenset": frozenset, "deque": collections.deque, "iterator": iter}
    return makers[kind]([_value(item) for item in parts])


def _is_of_library(module):
    """Whether a module is Python's own, by its name."""
    return module == "builtins" or module.split(".")[0] in getattr(sys, "stdlib_module_names", ())
