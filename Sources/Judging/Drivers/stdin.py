def _main():
    try:
        _execute("__main__")
    except SystemExit:
        raise
    except BaseException as error:
        _report_exception(error)
        sys.stdout.flush()
        os._exit(1)


_main()
