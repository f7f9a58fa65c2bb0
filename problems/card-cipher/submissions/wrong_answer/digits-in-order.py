# Wrong already on numbers of two digits: the cards lose their order.
if input() == "send":
    digits = [int(digit) for digit in input()]
    cards = [10 * min(place, 3) + digit + 1 for place, digit in enumerate(digits)]
    cards = list(dict.fromkeys(cards))
    print(len(cards))
    print(*cards)
else:
    input()
    print(int("".join(str((int(card) - 1) % 10) for card in input().split()) or "0"))
