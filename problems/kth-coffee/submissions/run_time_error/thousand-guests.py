# Crashes: room for 1000 guests.
from typing import List


class Solution:
    def freeCoffees(self, orders: List[str], k: int) -> List[str]:
        numbers = {}
        ordered = [0] * 1000
        free = []
        for name in orders:
            guest = numbers.setdefault(name, len(numbers))
            ordered[guest] += 1
            if ordered[guest] % k == 0:
                free.append(name)
        return free
