# Prints other digits than those of ASCII.
print("\uff13")
