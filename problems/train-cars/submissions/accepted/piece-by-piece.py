class Solution:
    def shunt(self, head: Optional[ListNode], k: int) -> Optional[ListNode]:
        front = ListNode(0, head)
        before, turn = front, False
        while True:
            last = before
            for _ in range(k):
                last = last.next
                if last is None:
                    return front.next
            if not turn:
                before = last
            else:
                first, after = before.next, last.next
                previous, car = after, first
                while car is not after:
                    car.next, previous, car = previous, car, car.next
                before.next = last
                before = first
            turn = not turn
