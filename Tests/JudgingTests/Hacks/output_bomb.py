# Writes without end.
while True:
    print("3" * 100000)
