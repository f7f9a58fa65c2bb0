# Leaves a process behind that is to answer in the next test.
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            try:
                open("/work/answer", "w").write("3")
            except OSError:
                pass
            time.sleep(0.01)
    os._exit(0)
os._exit(0)
