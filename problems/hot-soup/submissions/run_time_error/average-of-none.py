# Crashes: divides by the number of bowls that are too hot, of which there may be none; the second sample has none.
n, t = map(int, input().split())
hot = [bowl for bowl in map(int, input().split()) if bowl > t]
average = sum(hot) / len(hot)
print(len(hot))
