# Writes a megabyte to stderr.
import sys
sys.stderr.write("debug\n" * 170000)
print(sum(map(int, input().split())))
