def _main():
    import json

    # The result leaves on a private copy of stdout; what the submission prints goes nowhere.
    # A submission may well find that copy: what it writes there is compared outside, as data, and nothing else.
    results = os.dup(1)
    arguments = _arguments(json.loads, sys.stdin.buffer.read().decode())
    nowhere = os.open("/dev/null", os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    dumps, write, leave = json.dumps, os.write, os._exit
    try:
        _offer_nodes()
        names = _execute("solution")
        result = _called(_callable(names, sys.argv[1]), arguments, names, sys.argv[2:])
    except BaseException as error:
        _report_exception(error)
        sys.stderr.flush()
        leave(1)
    data = _envelope(dumps, result)
    while data:
        data = data[write(results, data):]
    leave(0)


_main()
