"""Grades with LiveCodeBench's own `codegen_metrics`, in an environment that has it; `tools/bench/grading` starts this.

  python official_grader.py DATA.jsonl BATCH.jsonl PROCESSES

Prints one JSON document: seconds of grading alone, by the clock and of CPU time, and for each submission whether it was accepted.
"""

import contextlib
import json
import resource
import sys
import time
import types

# The package imports clients of models and of data sets at its top, which take no part in grading.
for name, members in (("anthropic", ("HUMAN_PROMPT", "AI_PROMPT")), ("datasets", ("load_dataset", "Dataset"))):
    try:
        __import__(name)
    except ImportError:
        module = types.ModuleType(name)
        for member in members:
            setattr(module, member, "")
        sys.modules[name] = module

from livecodebench.benchmarks import CodeGenerationProblem  # noqa: E402: after what it asks for
from livecodebench.evaluation import codegen_metrics, extract_instance_results  # noqa: E402


def cpu_seconds():
    """CPU time of this process and of those that it waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main():
    data, batch, processes = sys.argv[1:]
    with open(data, encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    with open(batch, encoding="utf-8") as file:
        submissions = [json.loads(line) for line in file]
    samples = [CodeGenerationProblem(**record).get_evaluation_sample() for record in records]
    asked = [[s for s in submissions if s["problem"] == record["question_id"]] for record in records]
    with contextlib.redirect_stdout(sys.stderr):
        began, used = time.perf_counter(), cpu_seconds()
        metrics = codegen_metrics(
            samples, [[s["code"] for s in of_one] for of_one in asked], num_process_evaluate=int(processes), timeout=6)
        took, used = time.perf_counter() - began, cpu_seconds() - used
        graded = extract_instance_results(metrics[1])
    accepted = {s["id"]: bool(ok) for of_one, oks in zip(asked, graded) for s, ok in zip(of_one, oks)}
    print(json.dumps({"seconds": took, "cpu_seconds": used, "accepted": accepted}))


if __name__ == "__main__":
    main()
