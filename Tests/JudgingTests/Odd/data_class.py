# Uses data classes and named tuples.
from dataclasses import dataclass
@dataclass
class Pair:
    a: int
    b: int
p = Pair(*map(int, input().split()))
print(p.a + p.b)
