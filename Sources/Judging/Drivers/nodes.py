class _ListNode:
    """A node of a linked list, as LeetCode's problems have it."""

    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


class _TreeNode:
    """A node of a binary tree, as LeetCode's problems have it."""

    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


def _offer_nodes():
    """Lets the submission find ListNode and TreeNode, as on LeetCode; it may define its own."""
    import builtins

    for name, node in (("ListNode", _ListNode), ("TreeNode", _TreeNode)):
        node.__name__ = node.__qualname__ = name
        setattr(builtins, name, node)


def _with_nodes(call, arguments, names, told):
    """The arguments with lists turned into linked lists and trees where the method's own signature wants them.

    Where it has no annotation, that of the starter code counts, which is told.
    """
    if not told and "ListNode" not in names["__source__"] and "TreeNode" not in names["__source__"]:
        return arguments
    import inspect

    parameters = list(inspect.signature(call).parameters.values())[: len(arguments)]
    own = ["" if parameter.annotation is parameter.empty else str(parameter.annotation) for parameter in parameters]
    own += [""] * (len(arguments) - len(own))
    said = told[1:] + [""] * len(arguments)
    return [_read_nodes(one or other, value, names) for one, other, value in zip(own, said, arguments)]


def _called(call, arguments, names, told):
    """What a call gives, ready to be written; told is what the starter code says of its result and its parameters."""
    arguments = _with_nodes(call, arguments, names, told)
    result = call(*arguments)
    if told and told[0] == "None" and arguments:
        # A method that is to return nothing changes its first argument, as LeetCode has it: what it returns is not asked for.
        return _written(arguments[0], "".join(told[1:2]))
    wanted = str(getattr(call, "__annotations__", {}).get("return", "")) or (told[0] if told else "")
    return _written(result, wanted)


def _arguments(loads, text):
    """The values of an input, one JSON value a line; whole numbers of any length, whatever the submission may read."""
    return _with_long_numbers(lambda: [loads(line) for line in text.split("\n") if line.strip()])


def _with_long_numbers(action):
    if not hasattr(sys, "set_int_max_str_digits"):
        return action()
    digits = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return action()
    finally:
        sys.set_int_max_str_digits(digits)


def _read_nodes(wanted, value, names):
    if "Node" not in wanted or not isinstance(value, list):
        return value
    if wanted.lower().startswith(("typing.list[", "list[")):
        return [_read_nodes(wanted.split("[", 1)[1], item, names) for item in value]
    if "ListNode" in wanted:
        make, node = _maker(names.get("ListNode", _ListNode), ("val", "next")), None
        for item in reversed(value):
            node = make(item, node)
        return node
    if "TreeNode" not in wanted or not value or value[0] is None:
        return None if "TreeNode" in wanted else value
    make = _maker(names.get("TreeNode", _TreeNode), ("val", "left", "right"))
    root = [value[0], None, None]
    nodes, rest = [root], iter(value[1:])
    for parent in nodes:  # level by level, None where there is no child
        for side in (1, 2):
            item = next(rest, None)
            if item is not None:
                parent[side] = [item, None, None]
                nodes.append(parent[side])
    for parent in reversed(nodes):  # children come after their parents: they are made before them
        parent[:] = [make(parent[0], *[child and child[0] for child in parent[1:]])]
    return root[0]


def _maker(kind, fields):
    """What makes nodes of a class from the values of these fields, whatever a submission's own class wants to be given.

    Modern classes take all fields, LeetCode's older ones the value alone, some nothing: what they do not take is set.
    """
    import inspect

    count = len(fields)
    try:
        signature = inspect.signature(kind)
    except (TypeError, ValueError):
        return kind
    for taken, is_named in ((count, True), (count, False), (1, False), (1, True), (0, False)):
        names = fields[:taken] if is_named else ()
        try:
            signature.bind(*fields[: 0 if is_named else taken], **dict.fromkeys(names))
        except TypeError:
            continue
        break
    else:
        return kind

    def make(*values):
        node = kind(**dict(zip(names, values))) if is_named else kind(*values[:taken])
        for field, value in zip(fields[taken:], values[taken:]):
            setattr(node, field, value)
        return node

    return make


def _written(value, wanted):
    """A result with linked lists and trees turned into lists; nothing, where a node is wanted, is an empty list."""
    name = type(value).__name__
    if name == "list":
        return [_written(item, "") for item in value] if any("Node" in type(item).__name__ for item in value) else value
    if value is None:
        return [] if "ListNode" in wanted or "TreeNode" in wanted else None
    found = []
    if name == "ListNode":
        while value is not None:
            found.append(value.val)
            value = value.next
        return found
    if name != "TreeNode":
        return value
    nodes = [value]
    for node in nodes:
        found.append(None if node is None else node.val)
        if node is not None:
            nodes += [node.left, node.right]
    while found and found[-1] is None:
        found.pop()
    return found
