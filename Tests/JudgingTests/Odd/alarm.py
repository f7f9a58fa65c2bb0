# Sets an alarm of its own that never rings.
import signal
signal.alarm(100)
print(sum(map(int, input().split())))
