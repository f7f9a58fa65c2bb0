"""The tests of old-oak."""
import random

TITLE = "Old Oak"
DATE = "2026-03-14T00:00:00"
DIFFICULTY = "hard"
FUNCTION = "mostLight"
NODES = {"arguments": ["tree"], "result": None}
STARTER_CODE = """# Definition for a binary tree node.
# class TreeNode:
#     def __init__(self, val=0, left=None, right=None):
#         self.val = val
#         self.left = left
#         self.right = right
class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        """
REFERENCE = "from-the-leaves.py"
PICKLED = False
MOST_NODES = 20_000
LARGEST = 1_000_000_000


def validate(root):
    nodes = [value for value in root if value is not None]
    assert len(nodes) <= MOST_NODES and (not root or root[0] is not None and root[-1] is not None)
    assert all(type(value) is int and abs(value) <= LARGEST for value in nodes)


def edges(root):
    """The parent of each node of a tree written level by level."""
    parents, queue, place = {}, [], 0
    for index, value in enumerate(root):
        if value is not None:
            if index:
                parents[index] = queue[place // 2]
            queue.append(index)
        place += index > 0
    return parents


def brute_force(root):
    """Tries every set of nodes."""
    nodes = [index for index, value in enumerate(root) if value is not None]
    parents = edges(root)
    best = 0
    for chosen in range(1 << len(nodes)):
        hung = {index for bit, index in enumerate(nodes) if chosen >> bit & 1}
        if not any(parents.get(index) in hung for index in hung):
            best = max(best, sum(root[index] for index in hung))
    return best


def drawn(rng, count, value, deep=0.0):
    """A tree of so many nodes; the deeper the more often a new node hangs below the last one."""
    if not count:
        return [[]]
    children = [[None, None]]
    free = [(0, 0), (0, 1)]
    while len(children) < count:
        place = len(free) - 1 - rng.randrange(2) if rng.random() < deep else rng.randrange(len(free))
        parent, side = free.pop(place)
        children[parent][side] = len(children)
        free += [(len(children), 0), (len(children), 1)]
        children.append([None, None])
    return [level_by_level(children, value)]


def level_by_level(children, value):
    written, queue = [], [0]
    for node in queue:
        written.append(None if node is None else value())
        if node is not None:
            queue += children[node]
    while written and written[-1] is None:
        written.pop()
    return written


def chain(values):
    """Every node has one child, on the right."""
    return [[item for value in values for item in (value, None)][:-1]]


def small(rng):
    return drawn(rng, rng.randint(0, 9), lambda: rng.randint(-3, 6))


def samples():
    return [[[3, 2, 3, None, 3, None, 1]], [[-5]]]


def secret():
    rng = random.Random(14)
    positive = lambda: rng.randint(1, LARGEST)
    return [
        [[]],
        [[7]],
        [[1, 2, 3]],  # both children rather than the root
        [[1, 5, None, 1, None, 1, None, 5]],  # two nodes in a row without a lantern
        [[-1, -2, -3, -4]],
        [[0, -1, 4]],
        [[10, 9, 9, -20, 8, 8, -20]],  # every second level is not best
        [[2, 1, 3, None, 4]],
        drawn(rng, 16, positive),
        drawn(rng, 200, lambda: rng.randint(-100, 100)),
        drawn(rng, MOST_NODES, positive),
        drawn(rng, MOST_NODES, lambda: rng.randint(-LARGEST, LARGEST), 0.9),
        chain([rng.randint(1, LARGEST) for _ in range(MOST_NODES)]),
    ]
