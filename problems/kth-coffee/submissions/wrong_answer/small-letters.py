# Wrong: takes Ada and ada for the same guest.
from typing import List


class Solution:
    def freeCoffees(self, orders: List[str], k: int) -> List[str]:
        ordered = {}
        free = []
        for name in orders:
            guest = name.lower()
            ordered[guest] = ordered.get(guest, 0) + 1
            if ordered[guest] % k == 0:
                free.append(name)
        return free
