input()
letters = []
difference = 0
for weight in map(int, input().split()):
    if difference <= 0:
        letters.append("L")
        difference += weight
    else:
        letters.append("R")
        difference -= weight
print("".join(letters))
