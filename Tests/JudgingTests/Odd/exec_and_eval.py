# Is a text that is executed.
code = "a, b = map(int, input().split())\nprint(a + b)"
exec(code)
