# Exits at once and lets a child write an answer afterwards.
import os, time
if os.fork() == 0:
    time.sleep(0.1)
    os.write(1, b"3\n")
os._exit(0)
