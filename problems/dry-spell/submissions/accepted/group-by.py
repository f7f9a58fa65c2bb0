import sys
from itertools import groupby

words = iter(sys.stdin.read().split())
for _ in range(int(next(words))):
    n, k = int(next(words)), int(next(words))
    dry = [int(next(words)) <= k for _ in range(n)]
    print(max((len(list(days)) for is_dry, days in groupby(dry) if is_dry), default=0))
