class Solution {
public:
    ListNode *shunt(ListNode *head, int k) {
        ListNode front(0, head);
        ListNode *before = &front;
        for (bool turn = false;; turn = !turn) {
            ListNode *last = before;
            for (int i = 0; i < k; i++) {
                last = last->next;
                if (last == nullptr) return front.next;
            }
            if (!turn) {
                before = last;
                continue;
            }
            ListNode *first = before->next, *after = last->next, *previous = after;
            for (ListNode *car = first; car != after;) {
                ListNode *next = car->next;
                car->next = previous;
                previous = car;
                car = next;
            }
            before->next = last;
            before = first;
        }
    }
};
