import atexit
import gc

_WORK = "/work"

# What LiveCodeBench's star imports provide: for each name the last module that has it, over Python 3.8 to 3.13.
# A module is imported only for a submission that uses a name of it: most need few, and all of them take longer than most tests.
_STAR_IMPORTS = """
string: Formatter Template ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits
  printable punctuation whitespace
re: A ASCII DOTALL I IGNORECASE L LOCALE M MULTILINE NOFLAG PatternError RegexFlag S U UNICODE VERBOSE X error
  escape findall finditer fullmatch match purge search split subn template
datetime: MAXYEAR MINYEAR UTC date datetime_CAPI time timedelta timezone tzinfo
collections: UserDict UserList UserString defaultdict deque namedtuple
heapq: heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest
bisect: bisect_left bisect_right insort insort_left insort_right
copy: Error deepcopy replace
math: acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2
  expm1 fabs factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm
  ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi prod radians remainder sin sinh sqrt sumprod tan
  tanh tau trunc ulp
random: Random SystemRandom betavariate binomialvariate choice choices expovariate gammavariate gauss
  getrandbits getstate lognormvariate normalvariate paretovariate randbytes randint randrange sample seed
  setstate shuffle triangular uniform vonmisesvariate weibullvariate
statistics: NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean kde kde_random
  linear_regression mean median median_grouped median_high median_low mode multimode pstdev pvariance quantiles
  stdev variance
itertools: accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile
  filterfalse groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest
functools: WRAPPER_ASSIGNMENTS WRAPPER_UPDATES cache cached_property cmp_to_key lru_cache partial partialmethod
  reduce singledispatch singledispatchmethod total_ordering update_wrapper wraps
operator: add and_ attrgetter call concat contains countOf delitem eq floordiv ge getitem gt iadd iand iconcat
  ifloordiv ilshift imatmul imod imul index indexOf inv invert ior ipow irshift is_ is_not isub itemgetter
  itruediv ixor le length_hint lshift lt matmul methodcaller mod mul ne neg not_ or_ pos rshift setitem sub
  truediv truth xor
io: BufferedIOBase BufferedRWPair BufferedRandom BufferedReader BufferedWriter BytesIO DEFAULT_BUFFER_SIZE
  FileIO IOBase IncrementalNewlineDecoder RawIOBase SEEK_CUR SEEK_END SEEK_SET StringIO TextIOBase TextIOWrapper
  UnsupportedOperation open_code text_encoding
sys: abiflags activate_stack_trampoline addaudithook api_version argv audit base_exec_prefix base_prefix
  breakpointhook builtin_module_names byteorder call_tracing callstats deactivate_stack_trampoline displayhook
  dont_write_bytecode exc_info excepthook exception exec_prefix executable flags float_info float_repr_style
  get_asyncgen_hooks get_coroutine_origin_tracking_depth get_coroutine_wrapper get_int_max_str_digits
  getallocatedblocks getcheckinterval getdefaultencoding getdlopenflags getfilesystemencodeerrors
  getfilesystemencoding getprofile getrecursionlimit getrefcount getsizeof getswitchinterval gettrace
  getunicodeinternedsize hash_info hexversion implementation int_info intern is_finalizing
  is_stack_trampoline_active maxsize maxunicode meta_path modules monitoring orig_argv path path_hooks
  path_importer_cache platform platlibdir prefix pycache_prefix set_asyncgen_hooks
  set_coroutine_origin_tracking_depth set_coroutine_wrapper set_int_max_str_digits setcheckinterval
  setdlopenflags setprofile setrecursionlimit setswitchinterval settrace stderr stdin stdlib_module_names stdout
  thread_info unraisablehook version version_info warnoptions
json: JSONDecodeError JSONDecoder JSONEncoder dump dumps load loads
typing: AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator
  Awaitable BinaryIO ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager
  Coroutine Counter DefaultDict Deque Dict Final ForwardRef FrozenSet Generator Generic GenericMeta Hashable IO
  ItemsView Iterable Iterator KeysView List Literal LiteralString Mapping MappingView Match MutableMapping
  MutableSequence MutableSet NamedTuple Never NewType NoDefault NoReturn NotRequired Optional OrderedDict
  ParamSpec ParamSpecArgs ParamSpecKwargs Pattern Protocol ReadOnly Required Reversible Self Sequence Set Sized
  SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound TYPE_CHECKING
  Text TextIO Tuple Type TypeAlias TypeAliasType TypeGuard TypeIs TypeVar TypeVarTuple TypedDict Union Unpack
  ValuesView assert_never assert_type cast clear_overloads dataclass_transform final get_args get_origin
  get_overloads get_protocol_members get_type_hints is_protocol is_typeddict no_type_check
  no_type_check_decorator overload override reveal_type runtime_checkable
"""

_MODULES = (
    "string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json"
).split()

# Those that a zygote has ready. More would cost every test of a program, whose process is a copy with all of it, more than the few
# that want them gain.
_LOADED_ONCE = "typing json heapq bisect copy functools itertools math operator re string time _symtable resource".split()

# A source with one of these may find names in ways that a table of symbols does not show.
_REFLECTION = (
    "eval exec globals locals vars dir( _getframe modules __dict__ __builtins__ builtins inspect importlib __import__"
).split()

# What only site provides, and packages that only it finds; its work is of no use to most submissions.
_OF_SITE = set("exit quit copyright credits license help".split())
_INSTALLED = "numpy scipy sympy pandas networkx numba sortedcontainers".split()

_REQUESTS, _ANSWERS = 250, 251
_SHOWN_BYTES = 8192
_AT_ONCE = 1 << 20


def _global_names(source):
    """The names that a source uses and does not define; None when that is not known. Loads site where it is of use."""
    if any(name in source for name in _INSTALLED):
        _load_site()
    try:
        import _symtable

        top = _symtable.symtable(source, _SOLUTION, "exec")
    except ImportError:
        return None
    wanted, defined, tables = set(), set(), [top]
    for table in tables:
        tables.extend(table.children)
        for name, flags in table.symbols.items():
            scope = (flags >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK
            if scope in (_symtable.GLOBAL_IMPLICIT, _symtable.GLOBAL_EXPLICIT):
                wanted.add(name)
            elif table is top:
                defined.add(name)
    if _OF_SITE & (wanted | defined):
        _load_site()
    return wanted - defined


def _load_site():
    import site

    site.main()


def _wanted_names(source, wanted):
    """Those of LiveCodeBench's names that a source uses, of which the wanted ones are known, or None."""
    if wanted is None or any(word in source for word in _REFLECTION):
        return _names()
    names = {}
    module = None
    for word in _STAR_IMPORTS.split():
        if word.endswith(":"):
            module = word[:-1]
        elif word in wanted:
            value = getattr(__import__(module), word, None)
            if value is not None:
                names[word] = value
    for word in _MODULES:
        if word in wanted:
            names[word] = __import__(word)
    return names


def _read(count):
    """So many bytes of what the judge sends; the session is over when it sends no more."""
    parts = []
    while count:
        part = os.read(_REQUESTS, min(count, _AT_ONCE))
        if not part:
            os._exit(0)
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _write(data):
    while data:
        data = data[os.write(_ANSWERS, data) :]


def _answer(status, cpu_us, peak_kib, output, output_bytes, errors):
    """Tells how a test ended and what was written: data, which the judge compares and does not trust."""
    errors_bytes = os.fstat(errors).st_size
    shown = os.pread(errors, _SHOWN_BYTES, 0)
    if errors_bytes > _SHOWN_BYTES:
        # The end says what went wrong.
        half = _SHOWN_BYTES // 2
        shown = shown[:half] + os.pread(errors, half, errors_bytes - half)
    head = (status, cpu_us, peak_kib, output_bytes, errors_bytes, len(shown))
    told = b"".join(number.to_bytes(8, "little", signed=True) for number in head)
    if isinstance(output, bytes):
        told += output
    else:
        offset = 0
        while offset < output_bytes:
            part = os.pread(output, min(output_bytes - offset, _AT_ONCE), offset)
            offset += len(part)
            told += part
            if len(told) >= _AT_ONCE:
                _write(told)
                told = b""
    # All of a short answer in one piece: each wakes the judge.
    _write(told + shown)


def _file():
    """A file without a name, in memory."""
    return os.open(_WORK, os.O_TMPFILE | os.O_RDWR, 0o600)


def _leave(status):
    """Ends as the interpreter does, without taking everything apart."""
    try:
        if "threading" in sys.modules:
            sys.modules["threading"]._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:
        status = status or 120
    os._exit(status)


def _run_in_child(code, names, streams):
    """Runs the submission as a program, with files for its streams."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.close(_REQUESTS)
    os.close(_ANSWERS)
    status = 0
    try:
        exec(code, names)
    except SystemExit as leaving:
        status = 0 if leaving.code is None else leaving.code
        if not isinstance(status, int):
            sys.stderr.write("%s\n" % (status,))
            status = 1
    except BaseException as error:
        _report_exception(error)
        sys.stdout.flush()
        os._exit(1)
    _leave(status & 0xFF)


def _tidy(known):
    """Ends what a test left running, and removes what it left lying."""
    try:
        os.kill(-1, 9)
    except OSError:
        pass
    if os.listdir(_WORK) != known:
        for name in set(os.listdir(_WORK)) - set(known):
            _remove(_WORK + "/" + name)
        if os.listdir(_WORK) != known:
            os._exit(3)


def _remove(path):
    if os.path.islink(path) or not os.path.isdir(path):
        return os.unlink(path)
    os.chmod(path, 0o700)
    for name in os.listdir(path):
        _remove(path + "/" + name)
    os.rmdir(path)


def _serve_programs(code, names):
    """Runs each test in a process of its own, made of this one, which never runs any of the submission."""
    # What a test's process would do first is done here, once: to touch the memory that it shares with this one takes time.
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)
    if hasattr(gc, "freeze"):
        gc.collect()
        gc.freeze()
    known = os.listdir(_WORK)
    _write(b"r")
    while True:
        size = int.from_bytes(_read(8), "little")
        streams = [_file(), _file(), _file()]
        _fill(streams[0], size)
        child = os.fork()
        if child == 0:
            _run_in_child(code, names, streams)
        _, status, usage = os.wait4(child, 0)
        _tidy(known)
        cpu_us = int((usage.ru_utime + usage.ru_stime) * 1e6)
        output_bytes = os.fstat(streams[1]).st_size
        _answer(status, cpu_us, usage.ru_maxrss, streams[1], output_bytes, streams[2])
        for stream in streams:
            os.close(stream)


def _fill(file, size):
    data = _read(size)
    while data:
        data = data[os.write(file, data) :]
    os.lseek(file, 0, 0)


def _serve_calls(code, names, function, told):
    """Calls a method of the submission for each test, whose arguments come when the result of the one before is there."""
    import json
    import time

    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        getrusage = None
    errors = _file()
    dumps, clock, keep = json.dumps, time.process_time_ns, os.dup2
    _offer_nodes()
    for node in (_ListNode, _TreeNode):
        names.setdefault(node.__name__, node)
    _write(b"r")
    is_loaded = False
    while True:
        data = _read(int.from_bytes(_read(8), "little"))
        os.ftruncate(errors, 0)
        os.lseek(errors, 0, 0)
        keep(errors, 2)
        began = clock()
        try:
            arguments = _arguments(json.loads, data.decode())
            if not is_loaded:
                exec(code, names)
                is_loaded = True
            result = _called(_callable(names, function), arguments, names, told)
        except BaseException as error:
            _report_exception(error)
            sys.stderr.flush()
            _answer(256, (clock() - began) // 1000, 0, b"", 0, errors)
            os._exit(1)
        envelope = _envelope(dumps, result)
        peak_kib = getrusage(RUSAGE_SELF).ru_maxrss if getrusage else 0
        _answer(0, (clock() - began) // 1000, peak_kib, envelope, len(envelope), errors)


def _session():
    os.dup2(0, _REQUESTS, False)
    os.dup2(1, _ANSWERS, False)
    nowhere = os.open("/dev/null", os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    kind, called = sys.argv[1], sys.argv[2:]
    # As where the submission is started by itself.
    sys.argv[:] = [_SOLUTION]
    sys.setrecursionlimit(50000 if kind != "program" else 1000)
    with open(_SOLUTION, encoding="utf-8-sig") as file:
        source = file.read()
    code = compile(source, _SOLUTION, "exec", dont_inherit=True)
    main_name = "solution" if kind == "function" else "__main__"
    module = type(sys)(main_name)
    wanted = _global_names(source)
    module.__dict__.update({} if kind == "program" else _wanted_names(source, wanted))
    module.__dict__.update({"__name__": main_name, "__file__": _SOLUTION, "__source__": source})
    sys.modules[main_name] = module
    if kind == "function":
        _serve_calls(code, module.__dict__, called[0], called[1:])
    else:
        _serve_programs(code, module.__dict__)


def _be_zygote(library):
    """Waits, with everything loaded that a session may want, for orders to go on as a session.

    Returns in each session's process, which is a copy of this one: see sandbox/zygote.
    """
    import ctypes

    zygote = ctypes.CDLL(library)
    zygote.zygote_argument.restype = ctypes.c_char_p
    for name in _LOADED_ONCE:
        try:
            __import__(name)
        except ImportError:
            pass
    gc.collect()
    gc.freeze()
    zygote.zygote_ready()
    while zygote.zygote_wait():
        parent = os.fork()
        if parent == 0:
            if os.fork() == 0:
                zygote.zygote_become()
                break
            os._exit(0)
        zygote.zygote_let_go()
        os.waitpid(parent, 0)
        zygote.zygote_part()
    else:
        os._exit(0)
    arguments = []
    while (argument := zygote.zygote_argument(len(arguments))) is not None:
        arguments.append(os.fsdecode(argument))
    sys.argv[:] = arguments[2:]  # without the interpreter and its option
    sys.path[0] = _WORK


if sys.argv[0] == "-c":
    _be_zygote(sys.argv[1])
_session()
