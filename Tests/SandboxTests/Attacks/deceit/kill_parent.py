# Kills everything it may from Python and by shell, then goes on.
# Contained: it reaches its own children only, and its end is reported as it was.
#
# Ends: exit 8
import os
import signal
import subprocess
import sys

for target in (1, os.getppid(), -1):
    try:
        os.kill(target, signal.SIGKILL)
    except (PermissionError, ProcessLookupError):
        pass
subprocess.run(["/bin/sh", "-c", "kill -9 1; kill -STOP 1"], check=False)
sys.exit(8)
