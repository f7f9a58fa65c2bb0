# Reads until there is no more.
total = 0
while True:
    try:
        total += sum(map(int, input().split()))
    except EOFError:
        break
print(total)
