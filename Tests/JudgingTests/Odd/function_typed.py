# Has types that it does not import.
class Solution:
    def add(self, a: int, b: Optional[int]) -> int:
        best: List[int] = [a + b]
        return best[0]
