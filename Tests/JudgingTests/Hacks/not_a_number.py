# Prints what compares oddly as a number.
print("nan")
