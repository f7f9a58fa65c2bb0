# Answers without reading all of its input.
import os
line = os.read(0, 64).split(b"\n")[0]
print(sum(map(int, line.split())))
