# Too slow: goes through all earlier orders at each order.
from typing import List


class Solution:
    def freeCoffees(self, orders: List[str], k: int) -> List[str]:
        free = []
        for i, name in enumerate(orders):
            if orders[: i + 1].count(name) % k == 0:
                free.append(name)
        return free
