# Too slow for large numbers: counts up to the number while it drops cards in and out.
if input() == "send":
    x = int(input())
    cards = set()
    for _ in range(x):
        card = 1
        while card in cards:
            cards.remove(card)
            card += 1
        cards.add(card)
    print(len(cards))
    print(*cards)
else:
    input()
    print(sum(1 << (int(card) - 1) for card in input().split()))
