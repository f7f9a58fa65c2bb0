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


def _with_nodes(call, arguments, names):
    """The arguments with lists turned into linked lists and trees where the method's signature wants them."""
    if "ListNode" not in names["__source__"] and "TreeNode" not in names["__source__"]:
        return arguments
    import inspect

    parameters = list(inspect.signature(call).parameters.values())[: len(arguments)]
    wanted = [str(parameter.annotation) for parameter in parameters] + [""] * len(arguments)
    return [_read_nodes(text, argument, names) for text, argument in zip(wanted, arguments)]


def _read_nodes(wanted, value, names):
    if "Node" not in wanted or not isinstance(value, list):
        return value
    if wanted.lower().startswith(("typing.list[", "list[")):
        return [_read_nodes(wanted.split("[", 1)[1], item, names) for item in value]
    if "ListNode" in wanted:
        node = None
        for item in reversed(value):
            node = names["ListNode"](item, node)
        return node
    if "TreeNode" not in wanted or not value or value[0] is None:
        return None if "TreeNode" in wanted else value
    root = names["TreeNode"](value[0])
    parents, rest = [root], iter(value[1:])
    for parent in parents:  # level by level, None where there is no child
        for side in ("left", "right"):
            item = next(rest, None)
            if item is not None:
                child = names["TreeNode"](item)
                setattr(parent, side, child)
                parents.append(child)
    return root


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
        envelope = dumps({"result": result})
        if _is_nested(result):
            envelope = '{"nested"' + envelope[len('{"result"'):]
    except (TypeError, ValueError, RecursionError):
        envelope = dumps({"unfit": type(result).__name__})
    return envelope.encode()
