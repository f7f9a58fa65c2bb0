"""Judges a plan for the festival: validate.py INPUT ANSWER FEEDBACK_DIR < OUTPUT.

Exit status 42 accepts, 43 rejects, with the reason in FEEDBACK_DIR/judgemessage.txt. Anything else means that the
problem itself is wrong. Source: ICPC problem package format, "Output validators".
"""
import os
import sys


def reject(reason):
    with open(os.path.join(sys.argv[3], "judgemessage.txt"), "w") as message:
        message.write(reason + "\n")
    sys.exit(43)


def read(path):
    with open(path) as file:
        return file.read().split()


def shown(word):
    return ascii(word if len(word) <= 20 else word[:20] + "…")


def main():
    n, _, *feuds = map(int, read(sys.argv[1]))
    possible = read(sys.argv[2]) != ["impossible"]
    words = sys.stdin.buffer.read().decode(errors="replace").split()
    if words == ["impossible"]:
        if possible:
            reject("says impossible, but there is a way")
        sys.exit(42)
    if len(words) != n:
        reject(f"expected {n} days or impossible, found {len(words)} words")
    for band, word in enumerate(words, 1):
        if word not in ("1", "2"):
            reject(f"band {band}: expected day 1 or 2, found {shown(word)}")
    for a, b in zip(feuds[::2], feuds[1::2]):
        if words[a - 1] == words[b - 1]:
            reject(f"bands {a} and {b} have a feud, and both play on day {words[a - 1]}")
    for day in ("1", "2"):
        if day not in words:
            reject(f"nobody plays on day {day}")
    if not possible:
        sys.exit("the output is right, but the judges' answer says impossible")
    sys.exit(42)


main()
