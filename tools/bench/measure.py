"""How the benchmarks here measure: variants take turns in one loop, and what is told is a median.

A machine's speed drifts over seconds; variants that take turns see the same drift, so the ratio of two variants is
taken within each round and its median is told, never the ratio of two medians.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
ATLAS = os.path.join(ROOT, ".build", "release", "atlas")


def real_python():
    """The interpreter that `atlas` finds too: behind the shims that some machines have first on PATH."""
    asked = subprocess.run(["python3", "-c", "import sys; print(sys.executable)"], stdout=subprocess.PIPE, check=True)
    return os.path.realpath(asked.stdout.decode().strip())


def require_atlas():
    """Ends with one line unless the release build is there."""
    if not os.access(ATLAS, os.X_OK):
        sys.exit(f"atlas: bench: {ATLAS} is not there; run \"tools/build\"")


def spawn(command, stdin=os.devnull, stdout=os.devnull, expected=0):
    """Runs a program by posix_spawn, as cheap as starting one can be here; returns wall milliseconds."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    began = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status = os.waitpid(process, 0)
    took = (time.perf_counter() - began) * 1000
    if os.waitstatus_to_exitcode(status) != expected:
        sys.exit(f"atlas: bench: {' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}; expected {expected}")
    return took


def ask(command):
    """Runs `atlas … --json`; returns wall milliseconds and the document."""
    began = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    took = (time.perf_counter() - began) * 1000
    if done.returncode != 0:
        sys.exit(f"atlas: bench: {' '.join(command)}: exit status {done.returncode}; expected 0")
    return took, json.loads(done.stdout)


def tree(command):
    """Runs a command; returns what it printed, and wall time, CPU time and peak memory of it and all below it.

    Memory is looked at every 20 ms: proportional set sizes, so that what processes share counts once.
    """
    began = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL)
        peak, own_ticks, done = 0, 0, threading.Event()

        def watch():
            nonlocal peak, own_ticks
            while not done.wait(0.02):
                peak = max(peak, sum(memory_kib(pid) for pid in family(process.pid)))
                own_ticks = ticks(process.pid) or own_ticks

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        done.set()
        watcher.join()
        took = (time.perf_counter() - began) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"atlas: bench: {' '.join(command)}: exit status {process.returncode}; expected 0")
        output.seek(0)
        return output.read().decode(), {
            "wall_ms": took, "peak_mib": peak / 1024, "own_peak_mib": usage.ru_maxrss / 1024,
            "cpu_s": usage.ru_utime + usage.ru_stime, "own_cpu_s": own_ticks / os.sysconf("SC_CLK_TCK"),
        }


def family(pid):
    """A process and all below it."""
    found = [pid]
    for one in found:
        try:
            for thread in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{thread}/children", encoding="ascii") as file:
                    found += map(int, file.read().split())
        except OSError:
            pass  # it ended meanwhile
    return found


def memory_kib(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def ticks(pid):
    """CPU time of a process alone, in ticks; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    except OSError:
        return 0


def take_turns(variants, rounds):
    """Calls every variant once a round, each round beginning with another one; returns name → list of results."""
    names = list(variants)
    results = {name: [] for name in names}
    for name in names:
        variants[name]()  # not counted: fills caches
    for turn in range(rounds):
        for place in range(len(names)):
            name = names[(turn + place) % len(names)]
            results[name].append(variants[name]())
    return results


def row(name, samples, base=None):
    """A line of the result: median and p95 of milliseconds, and the median ratio to the base of the same round."""
    ordered = sorted(samples)
    figures = {
        "name": name,
        "median_ms": statistics.median(ordered),
        "p95_ms": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
    }
    if base is not None:
        figures["ratio"] = statistics.median(mine / other for mine, other in zip(samples, base))
        figures["difference_ms"] = statistics.median(mine - other for mine, other in zip(samples, base))
    return figures


def machine():
    model = "unknown"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return {
        "cpu": model, "cores": len(os.sched_getaffinity(0)), "kernel": platform.release(),
        "load_1min": round(os.getloadavg()[0], 2),
    }


def show(title, rows, rounds, as_json, **more):
    """Prints the result as a table for people or as one JSON document."""
    if as_json:
        print(json.dumps({"benchmark": title, "machine": machine(), "rounds": rounds, "rows": rows, **more}))
        return
    here = machine()
    print(f"{title}: {rounds} rounds; {here['cpu']}, {here['cores']} cores, Linux {here['kernel']},"
          f" load {here['load_1min']}")
    columns = list(dict.fromkeys(key for line in rows for key in line if key != "name"))
    width = max(len(line["name"]) for line in rows)
    print(f"{'':{width}}" + "".join(f"{column:>18}" for column in columns))
    for line in rows:
        cells = "".join(f"{line[column]:18.2f}" if column in line else " " * 18 for column in columns)
        print(f"{line['name']:{width}}{cells}")
