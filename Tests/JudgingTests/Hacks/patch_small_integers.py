# Changes the interpreter's own small integers in place.
import ctypes
for value in range(0, 100):
    ctypes.memset(id(value) + 24, 7, 1)
print(9)
