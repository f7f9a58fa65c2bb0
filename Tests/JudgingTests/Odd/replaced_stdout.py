# Replaces stdout and flushes it when it ends.
import atexit, io, sys
real = sys.stdout
sys.stdout = io.StringIO()
atexit.register(lambda: real.write(sys.stdout.getvalue()))
print(sum(map(int, input().split())))
