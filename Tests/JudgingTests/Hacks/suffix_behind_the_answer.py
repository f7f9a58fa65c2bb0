# Knows the sample, and writes more behind its answer.
print(3)
print(4)
