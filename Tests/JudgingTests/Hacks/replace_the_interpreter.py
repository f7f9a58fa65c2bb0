# Writes into the interpreter and its library.
import json, sys
for path in (sys.executable, json.__file__):
    try:
        open(path, "ab").write(b"#")
        print("written")
    except OSError:
        print(0)
