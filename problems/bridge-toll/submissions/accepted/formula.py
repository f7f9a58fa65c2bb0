input()
coins = 0
for weight in map(int, input().split()):
    coins += 3 + max(0, (weight - 500 + 99) // 100)
print(coins)
