# Lifts the limit of digits of integers.
import sys
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
int("9" * 5000)
print(sum(map(int, input().split())))
