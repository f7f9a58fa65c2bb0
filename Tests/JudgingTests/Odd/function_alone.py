# A function without a class, which LiveCodeBench takes too.
def add(a, b):
    return a + b
