# Wrong for multiples of the width: m minus 0 is no remainder.
from collections import Counter

_, m = map(int, input().split())
seen = Counter()
pairs = 0
for length in map(int, input().split()):
    pairs += seen[m - length % m]
    seen[length % m] += 1
print(pairs)
