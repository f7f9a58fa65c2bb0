"""Plays the well: validate.py INPUT ANSWER FEEDBACK_DIR, the program that asks on stdin and stdout.

Exit status 42 accepts, 43 rejects, with the reason in FEEDBACK_DIR/judgemessage.txt. Anything else means that the
problem itself is wrong. Source: ICPC problem package format, "Interactive problems".
"""
import os
import re
import sys

MOST_QUESTIONS = 20


def reject(reason):
    with open(os.path.join(sys.argv[3], "judgemessage.txt"), "w") as message:
        message.write(reason + "\n")
    leave(43)


def leave(status):
    # What the program no longer reads cannot be flushed: nothing may be written at the end.
    os._exit(status)


def say(line):
    try:
        os.write(1, (line + "\n").encode())
    except BrokenPipeError:
        pass  # The program has ended; what it said before is still to be read.


def listen():
    line = sys.stdin.readline(200)
    if not line:
        reject("the conversation ends without an answer")
    return line.rstrip("\n")


def shown(text):
    return ascii(text if len(text) <= 40 else text[:40] + "…")


def main():
    with open(sys.argv[1]) as file:
        n, depth = map(int, file.read().split())
    sys.stdin.reconfigure(errors="replace")
    say(str(n))
    questions = 0
    while True:
        line = listen()
        asked = re.fullmatch(r"([?!]) ([0-9]{1,9})\s*", line)
        if not asked:
            reject(f"expected a line such as ? 5 or ! 5, found {shown(line)}")
        number = int(asked[2])
        if not 1 <= number <= n:
            reject(f"{number} is not from 1 to {n}")
        if asked[1] == "!":
            if number != depth:
                reject(f"says {number}, the water is {depth} metres down")
            leave(42)
        questions += 1
        if questions > MOST_QUESTIONS:
            reject(f"asks more than {MOST_QUESTIONS} times")
        say("splash" if number >= depth else "silence")


main()
