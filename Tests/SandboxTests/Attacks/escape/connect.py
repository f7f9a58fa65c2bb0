# Opens a connection to the loopback address and to the internet.
# Contained: refused.
#
# Ends: exit 0
# Prints: 0 made
# Refused: socket
import socket
import sys

done = 0
for address in [("127.0.0.1", 80), ("192.0.2.1", 80)]:
    try:
        socket.create_connection(address, timeout=5)
        done += 1
    except PermissionError:
        pass
print(done, "made")
sys.exit(done != 0)
