# Recurses deep in a thread with a large stack.
import sys, threading
sys.setrecursionlimit(1 << 20)
threading.stack_size(128 << 20)
def depth(n): return 0 if n == 0 else depth(n - 1) + 1
def main():
    a, b = map(int, input().split())
    print(a + b + depth(100000) - 100000)
thread = threading.Thread(target=main)
thread.start()
thread.join()
