# Wrong: lets candles that are out grow below zero. Already the second sample shows it.
import sys

numbers = list(map(int, sys.stdin.read().split()))
print((sum(numbers[2::2]) - numbers[1]) / sum(numbers[3::2]))
