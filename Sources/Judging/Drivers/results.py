def _is_nested(result):
    """Whether Python holds a result unequal to what its JSON is read as.

    It does where a tuple is inside, or a dictionary with other keys than texts. A tuple at the top counts as a list.
    """
    inside = [result]
    while inside:
        value = inside.pop()
        if isinstance(value, dict):
            if not all(isinstance(key, str) for key in value):
                return True
            value = value.values()
        elif not isinstance(value, (list, tuple)):
            continue
        for item in value:
            if isinstance(item, tuple):
                return True
            if isinstance(item, (list, dict)):
                inside.append(item)
    return False


def _envelope(dumps, result):
    """What the judge is told of a result: its JSON under "result" or "nested", or the type that has none."""
    try:
        envelope = _with_long_numbers(lambda: dumps({"result": result}, default=_number))
        if _is_nested(result):
            envelope = '{"nested"' + envelope[len('{"result"'):]
    except (TypeError, ValueError, RecursionError):
        envelope = dumps({"unfit": _unfit(result, _has_json)})
    return envelope.encode()


def _has_json(value):
    if value is None or isinstance(value, (str, int, float)):
        return True
    try:
        _number(value)
    except TypeError:
        return False
    return True
