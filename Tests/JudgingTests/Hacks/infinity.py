# Prints a number that is within every tolerance of a careless comparison.
print("inf")
