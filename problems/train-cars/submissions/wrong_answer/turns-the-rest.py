# Wrong when the second piece is not whole: turns it round all the same.
class Solution:
    def shunt(self, head: Optional[ListNode], k: int) -> Optional[ListNode]:
        values = []
        car = head
        while car:
            values.append(car.val)
            car = car.next
        for start in range(k, len(values), 2 * k):
            values[start : start + k] = values[start : start + k][::-1]
        car = head
        for value in values:
            car.val = value
            car = car.next
        return head
