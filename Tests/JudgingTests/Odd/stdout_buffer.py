# Writes bytes.
import sys
sys.stdout.buffer.write(b"%d\n" % sum(map(int, input().split())))
