# Crashes when there is no car at all.
class Solution:
    def shunt(self, head: Optional[ListNode], k: int) -> Optional[ListNode]:
        values = [head.val]
        car = head.next
        while car:
            values.append(car.val)
            car = car.next
        for start in range(k, len(values) - k + 1, 2 * k):
            values[start : start + k] = values[start : start + k][::-1]
        car = head
        for value in values:
            car.val = value
            car = car.next
        return head
