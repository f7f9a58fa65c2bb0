import json


def _data(value):
    """A value as JSON data that tell its type: lists, texts and numbers as they are, all else as {type: parts}.

    Values of derived types are taken for what they derive from. Raises TypeError for what is no data.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, list):
        return [_data(item) for item in value]
    if isinstance(value, dict):
        return {"dict": [[_data(key), _data(item)] for key, item in value.items()]}
    for kind in (tuple, set, frozenset):
        if isinstance(value, kind):
            return {kind.__name__: [_data(item) for item in value]}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": value.hex()}
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, range):
        return {"range": [value.start, value.stop, value.step]}
    if hasattr(type(value), "__next__"):
        return {"iterator": [_data(item) for item in value]}
    raise TypeError(type(value).__name__)


def _value(data):
    """What _data was given. Raises one of several errors for anything that it does not write."""
    if isinstance(data, list):
        return [_value(item) for item in data]
    if not isinstance(data, dict):
        return data
    ((kind, parts),) = data.items()
    if kind == "dict":
        return {_value(key): _value(item) for key, item in parts}
    if kind == "bytes":
        return bytes.fromhex(parts)
    if kind in ("complex", "range"):
        return (complex if kind == "complex" else range)(*parts)
    makers = {"tuple": tuple, "set": set, "frozenset": frozenset, "iterator": iter}
    return makers[kind]([_value(item) for item in parts])


