# Answers when the interpreter ends.
import atexit
atexit.register(lambda: print(sum(map(int, input().split()))))
