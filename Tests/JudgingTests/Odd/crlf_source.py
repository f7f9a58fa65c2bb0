# The source has the line ends of Windows.
a, b = map(int, input().split())
if True:
    print(a + b)
