# Closes its stdin when it has read it.
import sys
data = sys.stdin.read()
sys.stdin.close()
print(sum(map(int, data.split())))
