# Too slow for long trains: walks from the head to each car.
class Solution:
    def shunt(self, head: Optional[ListNode], k: int) -> Optional[ListNode]:
        def car(index):
            found = head
            for _ in range(index):
                found = found.next
            return found

        count = 0
        last = head
        while last:
            count += 1
            last = last.next
        for start in range(k, count - k + 1, 2 * k):
            for i in range(k // 2):
                a, b = car(start + i), car(start + k - 1 - i)
                a.val, b.val = b.val, a.val
        return head
