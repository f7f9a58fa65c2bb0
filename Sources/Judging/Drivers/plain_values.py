# Where classes need not be told with their module.
_PLAIN_MODULES = ("builtins", "solution", "__main__", None)


def _number(value):
    """The whole number, truth or float that Python holds equal to a value of another type, such as NumPy's or a Fraction.

    What it is equal to is asked once, here: only plain data leave. Raises TypeError where there is none.
    """
    import numbers
    import operator

    try:
        if isinstance(value, numbers.Integral):
            return operator.index(value)
        if any((kind.__module__, kind.__name__) in (("numpy", "bool"), ("numpy", "bool_")) for kind in type(value).__mro__):
            return bool(value)
        import decimal

        if isinstance(value, (numbers.Real, decimal.Decimal)):
            is_exact = isinstance(value, (numbers.Rational, decimal.Decimal))
            for kind in (int, float) if is_exact else (float, int):
                try:
                    number = kind(value)
                except (OverflowError, ValueError):  # too large, or not finite
                    continue
                if number == value or number != number:
                    return number
    except Exception:
        pass
    raise TypeError(_type_name(value))


def _type_name(value, holder=None):
    """What to call a value's type, and that of what it is in."""
    kind = type(value)
    name = kind.__name__ if kind.__module__ in _PLAIN_MODULES else "%s.%s" % (kind.__module__, kind.__name__)
    return name if holder is None else "%s in a %s" % (name, _type_name(holder))


def _unfit(result, fits):
    """The type of the first value of a result that does not fit, and where it is; or of a list that contains itself."""
    above, passed, path = set(), set(), [(None, iter([result]))]
    while path:
        holder, items = path[-1]
        for value in items:
            if not isinstance(value, (list, tuple, dict)):
                if not fits(value):
                    return _type_name(value, holder)
            elif id(value) in above:
                return _type_name(value) + " that contains itself"
            elif id(value) not in passed:
                if isinstance(value, dict):
                    for key in value:
                        if not isinstance(key, (str, int, float, type(None))):
                            return "%s as a key of a %s" % (_type_name(key), _type_name(value))
                above.add(id(value))
                path.append((value, iter(value.values() if isinstance(value, dict) else value)))
                break
        else:
            path.pop()
            above.discard(id(holder))
            passed.add(id(holder))
    return _type_name(result) + " that is nested too deep"
