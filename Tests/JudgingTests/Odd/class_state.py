# Keeps its state in a class.
class Sum:
    total = 0
    @classmethod
    def add(cls, x): cls.total += x
for x in input().split():
    Sum.add(int(x))
print(Sum.total)
