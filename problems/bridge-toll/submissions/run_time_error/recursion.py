# Crashes: one call deeper for each wagon, more than Python allows.
def toll(weights, i):
    if i == len(weights):
        return 0
    return 3 + max(0, (weights[i] - 401) // 100) + toll(weights, i + 1)


input()
print(toll(list(map(int, input().split())), 0))
