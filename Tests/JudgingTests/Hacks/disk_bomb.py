# Fills its folder, and answers nothing.
try:
    with open("big", "wb") as file:
        while True:
            file.write(b"3" * (1 << 20))
except OSError:
    print(0)
