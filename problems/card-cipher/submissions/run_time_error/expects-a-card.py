# Crashes when the envelope is empty.
if input() == "send":
    x = int(input())
    cards = [card for card in range(1, 41) if x >> (card - 1) & 1]
    print(len(cards))
    print(*cards)
else:
    input()
    cards = [int(card) for card in input().split()]
    highest = max(cards)
    print(sum(1 << (card - 1) for card in cards if card <= highest))
