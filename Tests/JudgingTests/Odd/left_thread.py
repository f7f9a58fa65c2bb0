# Leaves a daemon thread behind.
import threading, time
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
print(sum(map(int, input().split())))
