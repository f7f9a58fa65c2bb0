# Writes a wrong answer and hides it from a terminal.
print("7\x1b[2K\r3\x1b[8m")
