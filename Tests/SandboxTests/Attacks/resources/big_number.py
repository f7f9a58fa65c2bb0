# Computes a number too large for its memory, in one instruction that no signal handler interrupts.
# Contained: the run ends by its CPU limit or its memory limit.
#
# Limits: cpu 300 ms
# Ends: limit cpu or limit memory
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
print(len(str(9**9**9)))
