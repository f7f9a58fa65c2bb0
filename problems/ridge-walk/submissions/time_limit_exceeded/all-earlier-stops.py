# Too slow: looks at every earlier viewpoint as the stop before, which is n * n * k steps.
import sys


def main():
    n, k, *numbers = map(int, sys.stdin.read().split())
    heights, beauties = numbers[::2], numbers[1::2]
    above = [0] * n
    for used in range(k + 1):
        best = []
        for i in range(n):
            value = 0
            for j in range(i):
                if heights[j] < heights[i]:
                    value = max(value, best[j])
                if used:
                    value = max(value, above[j])
            best.append(value + beauties[i])
        above = best
    print(max(above))


main()
