# Lists and reads what other processes have open.
import glob
for path in glob.glob("/proc/[0-9]*/fd/*"):
    if "/self/" not in path and int(path.split("/")[-1]) > 2:
        try:
            print(open(path).read(100))
        except (OSError, ValueError):
            pass
print(0)
