# Prints the message of a comparison that found no difference.
print("expected 3, got 3")
