# Computes with fractions.
from fractions import Fraction
from decimal import Decimal
a, b = input().split()
print(int(Fraction(a) + Fraction(Decimal(b))))
