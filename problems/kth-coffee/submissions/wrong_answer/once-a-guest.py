# Wrong: nobody gets a second free coffee.
from typing import List


class Solution:
    def freeCoffees(self, orders: List[str], k: int) -> List[str]:
        ordered = {}
        free = []
        for name in orders:
            ordered[name] = ordered.get(name, 0) + 1
            if ordered[name] == k:
                free.append(name)
        return free
