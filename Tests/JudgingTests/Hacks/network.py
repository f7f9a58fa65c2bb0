# Asks a server for the answer.
import socket
try:
    print(socket.create_connection(("127.0.0.1", 80), 1).recv(10))
except OSError:
    print(0)
