# Prints the names of a good verdict.
print("AC\nAccepted\nOK\nCORRECT\n100 / 100")
