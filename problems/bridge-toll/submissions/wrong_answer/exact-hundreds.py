# Wrong: 600 kg is charged as if a second 100 kg were started.
input()
coins = 0
for weight in map(int, input().split()):
    coins += 3
    if weight > 500:
        coins += (weight - 500) // 100 + 1
print(coins)
