# Prints its environment and arguments.
import os, sys
print(dict(os.environ), sys.argv)
