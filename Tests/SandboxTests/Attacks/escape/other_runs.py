# Looks for traces of another run, and leaves some: files, processes, shared memory, locks, messages.
# Contained: its folder held only what the request put there, and it sees no process but itself.
#
# Ends: exit 0
# Prints: ['attack.py'] [] alone
import os
import sys

files = sorted(os.listdir("/work"))
shared = [name for name in os.listdir("/dev/shm") if name not in files]
processes = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
print(files, shared, "alone" if not processes else processes)
for name in ("trace", "/dev/shm/trace", "/tmp/trace2"):
    open(name, "w").close()
os.system("sleep 100 &")
