"""LiveCodeBench's own harness, as far as it is compared with: its modules import with what the environment has.

The harness imports clients of models and of data sets at its top, which take no part in what is compared; empty modules
stand for them.
"""

import contextlib
import io
import json
import os
import sys
import types

for _name, _members in (("anthropic", ("HUMAN_PROMPT", "AI_PROMPT")), ("datasets", ("load_dataset", "Dataset"))):
    try:
        __import__(_name)
    except ImportError:
        _module = types.ModuleType(_name)
        for _member in _members:
            setattr(_module, _member, "")
        sys.modules[_name] = _module

from livecodebench.benchmarks import (  # noqa: E402: after the modules that it asks for
    CodeExecutionProblem,
    CodeGenerationProblem,
    TestOutputPredictionProblem,
)
from livecodebench.evaluation import codegen_metrics, extract_instance_results  # noqa: E402
from livecodebench.evaluation.compute_code_execution_metrics import code_execution_metrics  # noqa: E402
from livecodebench.evaluation.compute_scores import compute_scores  # noqa: E402
from livecodebench.evaluation.compute_test_output_prediction_metrics import test_output_metrics  # noqa: E402
from livecodebench.lm_styles import LMStyle  # noqa: E402
from livecodebench.prompts import (  # noqa: E402
    format_prompt_execution,
    format_prompt_execution_cot,
    format_prompt_generation,
    format_prompt_self_repair,
    format_prompt_test_output,
)
from livecodebench.utils.extraction_utils import (  # noqa: E402
    extract_code,
    extract_execution_code,
    extract_test_output_code,
)

STYLE = LMStyle.OpenAIChat


def problem(record):
    """A record of code generation data; the harness takes no record without a difficulty and one of its platforms."""
    fields = dict(record)
    if fields["platform"] not in ("leetcode", "codeforces", "atcoder"):
        fields["platform"] = "atcoder"
    fields["difficulty"] = fields["difficulty"] or "easy"
    fields["contest_date"] = fields["contest_date"] or "2024-01-01T00:00:00"
    return CodeGenerationProblem(**fields)


def generation_prompt(record):
    """The harness has its prompts for code generation under OpenAIChat, or under the style of any such server."""
    try:
        return format_prompt_generation(problem(record), STYLE)
    except NotImplementedError:
        return format_prompt_generation(problem(record), LMStyle.GenericOAIServer)


def grades(records, programs, processes):
    """Whether each program of each record is right, and what was noted of it."""
    samples = [problem(record).get_evaluation_sample() for record in records]
    with quiet():
        metrics = codegen_metrics(samples, programs, num_process_evaluate=processes, timeout=6)
    return extract_instance_results(metrics[1]), metrics[2], metrics[0]


def scores(path):
    """What `compute_scores` prints for a file, by the names it prints."""
    arguments = types.SimpleNamespace(eval_all_file=path, start_date=None, end_date=None, platform=None)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        compute_scores(arguments)
    figures = {}
    for line in said.getvalue().splitlines():
        name, _, value = line.replace("=", ":").rpartition(":")
        if name:
            figures[name.strip()] = float(value)
    return figures


@contextlib.contextmanager
def quiet():
    """Without the harness's progress; by descriptor, since its grader wants the real ones."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, descriptor in enumerate(kept, 1):
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.close(nowhere)


def tests(record):
    """The tests of a record, public ones first."""
    read = problem(record)
    return read.public_test_cases + read.private_test_cases


def line(record):
    """A record as a line of a data set."""
    return json.dumps(record) + "\n"
