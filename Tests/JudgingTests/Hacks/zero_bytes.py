# Ends its output with zero bytes, where a C string would stop.
print("3\0" + "junk")
