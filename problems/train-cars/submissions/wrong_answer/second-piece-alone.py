# Wrong for long trains: turns the second piece round and no other.
class Solution:
    def shunt(self, head: Optional[ListNode], k: int) -> Optional[ListNode]:
        values = []
        car = head
        while car:
            values.append(car.val)
            car = car.next
        if len(values) >= 2 * k:
            values[k : 2 * k] = values[k : 2 * k][::-1]
        car = head
        for value in values:
            car.val = value
            car = car.next
        return head
