# Crashes: with x = 0 every candle goes out, and then it divides by a speed of 0.
import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    x = numbers[1]
    candles = sorted(zip(numbers[2::2], numbers[3::2]), key=lambda candle: candle[0] / candle[1])
    height = sum(h for h, _ in candles)
    speed = sum(r for _, r in candles)
    for h, r in candles:
        if height - speed * h / r < x:
            break
        height -= h
        speed -= r
    print(f"{(height - x) / speed:.10f}")


main()
