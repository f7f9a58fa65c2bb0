# Answers in a thread after the main program has ended.
import threading
line = input()
threading.Timer(0.02, lambda: print(sum(map(int, line.split())))).start()
