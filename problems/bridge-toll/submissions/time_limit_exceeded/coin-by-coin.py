# Too slow: up to ten million steps for one wagon.
input()
coins = 0
for weight in map(int, input().split()):
    coins += 3
    while weight > 500:
        coins += 1
        weight -= 100
print(coins)
