# Has names and comments that are not ASCII: ∑ é 数.
größe = "数"
a, b = map(int, input().split())
summe_é = a + b
print(summe_é)
