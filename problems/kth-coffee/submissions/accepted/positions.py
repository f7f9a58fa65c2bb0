from typing import List


class Solution:
    def freeCoffees(self, orders: List[str], k: int) -> List[str]:
        positions = {}
        for i, name in enumerate(orders):
            positions.setdefault(name, []).append(i)
        return [orders[i] for i in sorted(i for own in positions.values() for i in own[k - 1 :: k])]
