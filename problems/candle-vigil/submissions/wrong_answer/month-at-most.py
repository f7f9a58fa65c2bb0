# Wrong: looks for the end within a thousand hours, but a candle may burn for a million.
import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    x = numbers[1]
    candles = list(zip(numbers[2::2], numbers[3::2]))
    low, high = 0.0, 1000.0
    for _ in range(40):
        middle = (low + high) / 2
        if sum(h - r * middle for h, r in candles if h > r * middle) <= x:
            high = middle
        else:
            low = middle
    print(high)


main()
