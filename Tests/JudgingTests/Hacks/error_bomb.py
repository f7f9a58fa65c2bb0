# Writes to stderr without end.
import sys
while True:
    sys.stderr.write("3" * 100000)
