# Too slow: adds up all candles again whenever one goes out, which is n * n steps.
import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    x = numbers[1]
    candles = list(zip(numbers[2::2], numbers[3::2]))
    for end in sorted(h / r for h, r in candles):
        burning = [(h, r) for h, r in candles if h / r >= end]
        time = (sum(h for h, _ in burning) - x) / sum(r for _, r in burning)
        if time <= end:
            break
    print(f"{time:.10f}")


main()
