# Listens on a port, for a partner outside or in the run after this one.
# Contained: refused.
#
# Ends: exit 0
# Prints: 0 listening
# Refused: socket
import socket
import sys

listening = 0
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family, socket.SOCK_STREAM)
        listening += 1
    except PermissionError:
        pass
print(listening, "listening")
sys.exit(listening != 0)
