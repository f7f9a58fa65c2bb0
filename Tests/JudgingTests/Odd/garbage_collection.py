# Turns garbage collection off.
import gc
gc.disable()
print(sum(map(int, input().split())))
