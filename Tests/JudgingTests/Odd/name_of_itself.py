# Opens its own source.
source = open(__file__).read()
assert "assert" in source
print(sum(map(int, input().split())))
