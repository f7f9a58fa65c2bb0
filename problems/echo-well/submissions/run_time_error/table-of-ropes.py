# Crashes on a deep well: an answer for each of a thousand ropes.
n = int(input())
heard = [None] * 1000
low, high = 1, n
while low < high:
    middle = (low + high) // 2
    heard[middle] = True
    print("?", middle, flush=True)
    if input() == "splash":
        high = middle
    else:
        low = middle + 1
print("!", low, flush=True)
