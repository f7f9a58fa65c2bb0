"""The tests of train-cars."""
import random

TITLE = "Train Cars"
DATE = "2026-02-07T00:00:00"
DIFFICULTY = "medium"
FUNCTION = "shunt"
NODES = {"arguments": ["list", None], "result": "list"}
STARTER_CODE = """# Definition for singly-linked list.
# class ListNode:
#     def __init__(self, val=0, next=None):
#         self.val = val
#         self.next = next
class Solution:
    def shunt(self, head: Optional[ListNode], k: int) -> Optional[ListNode]:
        """
REFERENCE = "piece-by-piece.py"
PICKLED = True
MOST_CARS = 50_000
LARGEST = 1_000_000_000


def validate(head, k):
    assert 0 <= len(head) <= MOST_CARS and 1 <= k <= MOST_CARS
    assert all(type(car) is int and abs(car) <= LARGEST for car in head)


def brute_force(head, k):
    """Cuts a list into pieces."""
    pieces = [head[start : start + k] for start in range(0, len(head), k)]
    return [car for i, piece in enumerate(pieces) for car in (piece[::-1] if i % 2 and len(piece) == k else piece)]


def drawn(rng, count, k):
    return [rng.randint(-LARGEST, LARGEST) for _ in range(count)], k


def small(rng):
    return drawn(rng, rng.randint(0, 12), rng.randint(1, 5))


def samples():
    return [([1, 2, 3, 4, 5, 6, 7], 2), ([5, 6, 7], 2)]


def secret():
    rng = random.Random(13)
    return [
        ([], 1),
        ([0], 1),
        ([1, 2, 3, 4], 1),  # pieces of one car look the same turned round
        ([1, 2, 3, 4], 2),  # the last piece is turned round
        ([1, 2, 3, 4, 5, 6], 3),
        ([1, 2, 3, 4, 5], 3),  # the second piece is not whole
        ([1, 2, 3], 50_000),
        (list(range(12)), 2),  # the fourth and the sixth piece, too
        drawn(rng, 200, 7),
        drawn(rng, 9_999, 100),
        (list(range(MOST_CARS)), 2),
        drawn(rng, MOST_CARS, MOST_CARS // 2),  # one piece of 25000 cars is turned round
        drawn(rng, MOST_CARS, 1_000),
    ]
