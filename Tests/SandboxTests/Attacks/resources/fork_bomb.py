# Forks for ever, from Python.
# Contained: the run ends by its limit of processes, or by EAGAIN as an uncaught OSError.
#
# Ends: limit processes or exit 1
import os

while True:
    os.fork()
