# Opens its streams by name: /dev/stdin, /dev/stderr, /dev/fd and /dev/stdout.
with open("/dev/stdin") as given, open("/dev/fd/2", "w") as log, open("/dev/stderr", "a") as more:
    log.write("reading\n")
    a, b = map(int, given.read().split())
    more.write("writing\n")
with open("/dev/stdout", "w") as result:
    print(a + b, file=result)
