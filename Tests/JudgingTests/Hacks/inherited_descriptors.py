# Reads every descriptor that it may have inherited.
import os
for descriptor in range(3, 256):
    try:
        print(os.read(descriptor, 100))
    except OSError:
        pass
