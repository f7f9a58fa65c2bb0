"""ABC 333 E: the least largest number of potions, and any picks that reach it."""


def check(given, expected, output):
    lines = given.split("\n")
    events = [tuple(map(int, line.split())) for line in lines[1:int(lines[0]) + 1]]
    words = output.split()
    if expected.split()[0] == "-1":
        return words == ["-1"], "the monsters cannot all be defeated"
    if words[:1] != expected.split()[:1]:
        return False, "expected %s first" % expected.split()[0]
    picks, held, total, most = words[1:], {}, 0, 0
    if len(picks) != sum(kind == 1 for kind, _ in events) or set(picks) - {"0", "1"}:
        return False, "not a 0 or 1 for each potion"
    pick = iter(picks)
    for kind, potion in events:
        if kind == 1:
            if next(pick) == "1":
                held[potion] = held.get(potion, 0) + 1
                total += 1
        else:
            if held.get(potion, 0) == 0:
                return False, "a monster of type %d is not defeated" % potion
            held[potion] -= 1
            total -= 1
        most = max(most, total)
    return most == int(words[0]), "%d potions are held at once" % most
