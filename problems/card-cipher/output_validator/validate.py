"""Carries the envelope: validate.py INPUT ANSWER FEEDBACK_DIR < OUTPUT, once after each of two runs.

Exit status 42 accepts, 43 rejects, with the reason in FEEDBACK_DIR/judgemessage.txt. After the first run the cards go, shuffled,
into FEEDBACK_DIR/nextpass.in; that the envelope is on its way is kept in FEEDBACK_DIR/envelope. Source: ICPC problem
package format, "Multi-pass problems".
"""
import os
import random
import sys

CARDS = 40


def place(name):
    return os.path.join(sys.argv[3], name)


def reject(reason):
    with open(place("judgemessage.txt"), "w") as message:
        message.write(reason + "\n")
    sys.exit(43)


def shown(word):
    return ascii(word if len(word) <= 20 else word[:20] + "…")


def number(word, least, most, what):
    if not (word.isascii() and word.isdigit() and len(word) <= 20 and least <= int(word) <= most):
        reject(f"expected {what} from {least} to {most}, found {shown(word)}")
    return int(word)


def send(words):
    if not words:
        reject("expected the number of cards, found nothing")
    k = number(words[0], 0, CARDS, "a number of cards")
    if len(words) != k + 1:
        reject(f"expected {k} cards, found {len(words) - 1}")
    cards = [number(word, 1, CARDS, "a card") for word in words[1:]]
    if len(set(cards)) != k:
        reject("puts a card into the envelope twice")
    # The same cards are always shaken in the same way, and never stay as they were if they can be told apart.
    shaken = sorted(cards)
    random.Random(sum(1 << card for card in cards)).shuffle(shaken)
    if k > 1 and shaken == cards:
        shaken.reverse()
    with open(place("nextpass.in"), "w") as file:
        file.write(f"receive\n{k}\n{' '.join(map(str, shaken))}\n")
    with open(place("envelope"), "w") as file:
        file.write("on its way\n")


def main():
    with open(sys.argv[2]) as file:
        wanted = file.read().strip()
    words = sys.stdin.buffer.read().decode(errors="replace").split()
    if not os.path.exists(place("envelope")):
        send(words)
    elif words != [wanted]:
        reject(f"expected {wanted} after receive, found {shown(' '.join(words))}")
    sys.exit(42)


main()
