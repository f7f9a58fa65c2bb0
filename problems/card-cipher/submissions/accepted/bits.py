if input() == "send":
    x = int(input())
    cards = [card for card in range(1, 41) if x >> (card - 1) & 1]
    print(len(cards))
    print(*cards)
else:
    input()
    print(sum(1 << (int(card) - 1) for card in input().split()))
