# Tries processes, and does without when they are refused.
import multiprocessing
def work(x): return int(x)
if __name__ == "__main__":
    words = input().split()
    try:
        with multiprocessing.Pool(2) as pool:
            numbers = pool.map(work, words)
    except (OSError, RuntimeError, ImportError, AttributeError):
        numbers = list(map(work, words))
    print(sum(numbers))
