# Grows a list until memory ends, and starts again on MemoryError.
# Contained: the run ends by its memory limit.
#
# Ends: limit memory
while True:
    try:
        grown = [0]
        while True:
            grown = grown + grown
    except MemoryError:
        pass
