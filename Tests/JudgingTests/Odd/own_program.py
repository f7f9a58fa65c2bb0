# Starts a program of the system.
import subprocess
subprocess.run(["/bin/true"], check=True)
print(sum(map(int, input().split())))
