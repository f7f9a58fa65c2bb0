# Prints a number whose value would take all memory.
print("1e999999999")
