# Prints only when the interpreter ends.
import atexit
atexit.register(print, 3)
