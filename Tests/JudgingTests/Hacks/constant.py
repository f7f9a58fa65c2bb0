# Prints the same answer always.
print(3)
