# Prints every small number, the right one among them.
print(*range(-1000, 1000))
