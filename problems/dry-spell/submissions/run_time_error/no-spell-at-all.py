# Crashes: there is no largest one among no spells.
for _ in range(int(input())):
    n, k = map(int, input().split())
    signs = "".join("d" if int(rain) <= k else " " for rain in input().split())
    print(max(len(spell) for spell in signs.split()))
