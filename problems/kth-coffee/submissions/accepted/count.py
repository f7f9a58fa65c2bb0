from collections import Counter
from typing import List


class Solution:
    def freeCoffees(self, orders: List[str], k: int) -> List[str]:
        ordered = Counter()
        free = []
        for name in orders:
            ordered[name] += 1
            if ordered[name] % k == 0:
                free.append(name)
        return free
