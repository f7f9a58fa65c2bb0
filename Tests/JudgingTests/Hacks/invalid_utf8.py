# Writes bytes that are no text.
import sys
sys.stdout.buffer.write(b"\xff\xfe3\n")
