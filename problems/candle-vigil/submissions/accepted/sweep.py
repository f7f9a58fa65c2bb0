import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    x = numbers[1]
    candles = sorted(zip(numbers[2::2], numbers[3::2]), key=lambda candle: candle[0] / candle[1])
    # Height and speed of the candles that burn: whole numbers, so that nothing is lost on the way.
    height = sum(h for h, _ in candles)
    speed = sum(r for _, r in candles)
    for h, r in candles:
        time = (height - x) / speed
        if time <= h / r:
            break
        height -= h
        speed -= r
    print(f"{time:.10f}")


main()
