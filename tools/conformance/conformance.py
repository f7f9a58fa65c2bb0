"""Compares atlas with LiveCodeBench's own harness; started by tools/conformance/run."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

import cases
import official
import server

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
ATLAS = os.environ.get("ATLAS") or os.path.join(ROOT, ".build", "debug", "atlas")
SCENARIOS = ("codegeneration", "selfrepair", "testoutputprediction", "codeexecution")


class Table:
    """What was compared: rows of (part, question, name, theirs, ours, reason)."""

    def __init__(self):
        self.rows = []

    def add(self, part, question, name, theirs, ours, reason=None):
        self.rows.append((part, question, name, theirs, ours, reason))

    def differences(self):
        return [row for row in self.rows if row[3] != row[4]]

    def unexplained(self):
        return [row for row in self.differences() if row[5] is None]

    def text(self):
        lines = []
        for part in dict.fromkeys(row[0] for row in self.rows):
            rows = [row for row in self.rows if row[0] == part]
            same = sum(row[3] == row[4] for row in rows)
            lines.append(f"{part}: {same} of {len(rows)} agree")
        lines += ["", "| part | question | what | official | atlas | reason |", "| --- | --- | --- | --- | --- | --- |"]
        for part, question, name, theirs, ours, reason in self.differences():
            lines.append(f"| {part} | {question} | {name} | {theirs} | {ours} | {reason or '**unexplained**'} |")
        return "\n".join(lines)


def atlas(*arguments, expected=(0,)):
    """Runs `atlas`; ends with what it said unless its status is expected."""
    environment = dict(os.environ, ATLAS_PROBLEMS=os.path.join(ROOT, "problems"))
    done = subprocess.run([ATLAS, *arguments], capture_output=True, text=True, env=environment)
    if done.returncode not in expected:
        sys.exit(f"conformance: atlas {' '.join(arguments)}: status {done.returncode}: {done.stderr.strip()}")
    return done


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def word(is_right):
    return "right" if is_right else "wrong"


def ours(data, outputs, folder):
    """Our verdict of each answer of each item of a file."""
    path = write(os.path.join(folder, "outputs.json"), json.dumps(outputs))
    said = atlas("grade", "--lcb", data, "--outputs", path, "--json").stdout
    rows = [json.loads(line) for line in said.splitlines()][:-1]
    return {(row["question_id"], row["sample"]): row["verdict"] == "AC" for row in rows}


def bundled(folder):
    """The bundled problems that the form can express, each with its labelled Python programs."""
    path = os.path.join(folder, "bundled.jsonl")
    atlas("problems", "export", "-o", path)
    found = []
    for record in read_lines(path):
        reason = cases.NODES if re.search("ListNode|TreeNode", record["starter_code"]) else None
        top = os.path.join(ROOT, "problems", record["question_id"], "submissions")
        for label in sorted(os.listdir(top)):
            for name in sorted(os.listdir(os.path.join(top, label))):
                if name.endswith(".py"):
                    with open(os.path.join(top, label, name), encoding="utf-8") as file:
                        found.append((record, f"{label}/{name}", file.read(), reason))
    return found


def programs(table, folder):
    pairs = bundled(folder) + cases.PAIRS
    records = {}
    for record, name, program, reason in pairs:
        records.setdefault(record["question_id"], (record, []))[1].append((name, program, reason))
    data = write(os.path.join(folder, "data.jsonl"), "".join(official.line(entry[0]) for entry in records.values()))
    outputs = [
        {"question_id": question, "code_list": [program for _, program, _ in submissions]}
        for question, (_, submissions) in records.items()
    ]
    # The harness wants as many programs of each question: what is missing is made up by empty ones.
    longest = max(len(output["code_list"]) for output in outputs)
    padded = [output["code_list"] + [""] * (longest - len(output["code_list"])) for output in outputs]
    graded, _, _ = official.grades([entry[0] for entry in records.values()], padded, os.cpu_count() or 1)
    mine = ours(data, outputs, folder)
    for (question, (_, submissions)), theirs in zip(records.items(), graded):
        part = "generated programs" if question.startswith("gen-") else "bundled programs"
        for sample, (name, _, reason) in enumerate(submissions):
            table.add(part, question, name, word(theirs[sample]), word(mine[question, sample]), reason)


def answers(table, folder):
    for part, rows, grade, key in (
        ("predictions", cases.PREDICTIONS, predicted, lambda r: {"question_id": r["question_id"], "test_id": r["test_id"]}),
        ("executions", cases.EXECUTIONS, executed, lambda r: {"id": r["id"]}),
    ):
        records = {}
        for record, answer, reason in rows:
            name = f"{record['question_id']}#{record['test_id']}" if "test_id" in record else record["id"]
            records.setdefault(name, (record, []))[1].append((answer, reason))
        data = write(
            os.path.join(folder, f"{part}.jsonl"), "".join(official.line(entry[0]) for entry in records.values()))
        outputs = [
            dict(key(record), pred_list=[answer for answer, _ in given]) for record, given in records.values()
        ]
        mine = ours(data, outputs, folder)
        for name, (record, given) in records.items():
            for sample, (answer, reason) in enumerate(given):
                theirs = grade(record, answer)
                table.add(part, name, f"`{answer}`".replace("\n", " ⏎ "), word(theirs), word(mine[name, sample]), reason)


def predicted(record, answer):
    sample = official.TestOutputPredictionProblem(**record).get_evaluation_sample()
    # Twice: its metrics take no single question.
    with official.quiet():
        return official.test_output_metrics([sample, sample], [[answer], [answer]])[1][0][0][0]


def executed(record, answer):
    sample = official.CodeExecutionProblem(**record).get_evaluation_sample()
    with official.quiet():
        return official.code_execution_metrics([sample, sample], [[answer], [answer]])[1][0][0][0]


CHAIN = [cases.SUM, cases.LIST, cases.WORD]
RIGHT = {
    "gen-sum": "Here:\n```python\nn = int(input())\nprint(sum(map(int, input().split())))\n```\nDone.",
    "gen-list": "```python\nx\n```\nbetter\n```python\nclass Solution:\n    def solve(self, value):\n        return list(range(value))\n```",
    "gen-word": "```python\nprint('Yes')\n```",
}
STATED = {"9001": "So\nassert pairs(2) == [[0, 1], [1, 2]]\n", "9002": "```python\nassert pairs(1) == 'c'\n```"}
RESULTS = {"sample_0": "[3, 9]\n[/ANSWER]", "sample_1": "assert f(n = 1) == {}\n[/ANSWER]\nmore"}


def files(table, folder):
    """A model asked in every scenario, its prompts and answers, and the files that atlas writes of the run."""
    statements = {name: dict(record, question_content=f"Solve {name}.") for name, record in ((r["question_id"], r) for r in CHAIN)}
    data = write(os.path.join(folder, "chain.jsonl"), "".join(official.line(r) for r in statements.values()))
    originals = write(
        os.path.join(folder, "originals.json"),
        json.dumps([{"question_id": name, "code_list": [f"print('repair me: {name}')"]} for name in statements]))
    predictions = [cases.PREDICTION, cases.SECOND_PREDICTION]
    executions = [cases.EXECUTION, cases.SECOND_EXECUTION]
    sources = {
        "codegeneration": data, "selfrepair": data,
        "testoutputprediction": write(os.path.join(folder, "t.jsonl"), "".join(map(official.line, predictions))),
        "codeexecution": write(os.path.join(folder, "e.jsonl"), "".join(map(official.line, executions))),
    }
    wanted = prompts_wanted(statements, predictions, executions)
    texts = {**RIGHT, **STATED, **RESULTS}
    for scenario in SCENARIOS:
        with server.Server(lambda messages: texts[who(messages, scenario)]) as model:
            run = os.path.join(folder, f"run-{scenario}")
            extra = ["--programs", originals] if scenario == "selfrepair" else []
            atlas(
                "eval", sources[scenario], "--scenario", scenario, "--prompt-style", "lcb", "--method", "single",
                "--model", f"m@{model.url}", "--temperature", "0.2", "--run", run, "--quiet", *extra)
            for messages in model.requests:
                name = who(messages, scenario)
                if wanted[scenario, name] is None:
                    continue
                table.add(
                    "prompts", name, scenario, "as expected",
                    "as expected" if wanted[scenario, name] == messages else f"{messages!r} for {wanted[scenario, name]!r}")
        check_files(table, scenario, run, sources[scenario], statements, predictions, executions, folder, texts)


def who(messages, scenario):
    """The question that a request is about."""
    text = messages[-1]["content"]
    if scenario == "testoutputprediction":
        return "9002" if "a == b" in text else "9001"
    if scenario == "codeexecution":
        return "sample_1" if "f(n = 1)" in text else "sample_0"
    return next(name for name in RIGHT if f"Solve {name}." in text)


def prompts_wanted(statements, predictions, executions):
    wanted = {}
    for name, record in statements.items():
        wanted["codegeneration", name] = official.generation_prompt(record)
        test = official.tests(record)[0]
        program = f"print('repair me: {name}')"
        if name == "gen-list":
            # The program has no such function: the harness notes no input of such a failure and its own prompt then fails.
            wanted["selfrepair", name] = None
            continue
        note = {"error_code": -2, "inputs": test.input, "output": f"repair me: {name}\n", "expected": test.output}
        wanted["selfrepair", name] = official.format_prompt_self_repair(
            record["question_content"], official.STYLE, program, False, json.dumps(note))
    for record in predictions:
        wanted["testoutputprediction", record["question_id"]] = official.format_prompt_test_output(
            official.TestOutputPredictionProblem(**record), official.STYLE)
    for record in executions:
        wanted["codeexecution", record["id"]] = official.format_prompt_execution(
            official.CodeExecutionProblem(**record), official.STYLE)
    return wanted


def check_files(table, scenario, run, data, statements, predictions, executions, folder, texts):
    """Reads the exported files with the harness's own code, and gives them back to atlas."""
    out = os.path.join(folder, f"out-{scenario}")
    atlas("export", "lcb", run, "-o", out)
    stem = os.path.join(out, f"Scenario.{scenario}_1_0.2")
    graded = read_json(f"{stem}_eval_all.json")
    metrics = read_json(f"{stem}_eval.json")
    key = "id" if scenario == "codeexecution" else "question_id"
    extract = {
        "codegeneration": official.extract_code, "selfrepair": official.extract_code,
        "testoutputprediction": official.extract_test_output_code, "codeexecution": official.extract_execution_code,
    }[scenario]
    answer = "code_list" if key == "question_id" and scenario != "testoutputprediction" else "pred_list"
    for item in graded:
        name = item[key]
        table.add(
            "extracted answers", name, scenario, repr(extract(texts[name], official.STYLE)), repr(item[answer][0]))
    if answer == "code_list":
        records = [statements[item[key]] for item in graded]
        theirs, _, figures = official.grades(records, [item[answer] for item in graded], 2)
    else:
        records = {r[key]: r for r in (predictions if scenario == "testoutputprediction" else executions)}
        grade = predicted if scenario == "testoutputprediction" else executed
        theirs = [[grade(records[item[key]], text) for text in item[answer]] for item in graded]
        figures = {"pass@1": sum(map(sum, theirs)) / len(theirs)}
    for item, verdicts in zip(graded, theirs):
        table.add("grades in files", item[key], scenario, verdicts, item["graded_list"])
    # Of code execution its file has percent.
    stated = float(figures["pass@1"]) * (100 if scenario == "codeexecution" else 1)
    table.add("figures", "_eval.json", f"{scenario} pass@1", round(stated, 9), round(metrics[0]["pass@1"], 9))
    table.add("figures", "compute_scores", f"{scenario} Pass@1", round(float(figures["pass@1"]), 9), round(official.scores(f"{stem}_eval_all.json")["Pass@1"], 9))
    for suffix in ("", "_eval_all", "_custom"):
        said = atlas("grade", "--lcb", data, "--outputs", f"{stem}{suffix}.json", "--json").stdout.splitlines()
        again = [row["verdict"] == "AC" for row in map(json.loads, said) if "verdict" in row]
        table.add("files read back", f"{suffix or 'outputs'}", scenario, [v for g in theirs for v in g], again)
    atlas("import", "lcb", f"{stem}_eval_all.json", "--run", os.path.join(folder, f"again-{scenario}"), "--dataset", data)
    atlas("export", "lcb", os.path.join(folder, f"again-{scenario}"), "-o", os.path.join(folder, f"copy-{scenario}"))
    copy = read_json(os.path.join(folder, f"copy-{scenario}", os.path.basename(f"{stem}_eval_all.json")))
    table.add(
        "files read back", "import and export", scenario, [item["graded_list"] for item in graded],
        [item["graded_list"] for item in copy])


def run_again(table, folder, run, data):
    """The programs of a run, graded by the harness, beside the verdicts that the run has."""
    out = os.path.join(folder, "out")
    atlas("export", "lcb", run, "-o", out, "--dataset", data)
    (name,) = (name for name in os.listdir(out) if name.endswith("_eval_all.json"))
    graded = read_json(os.path.join(out, name))
    records = {record["question_id"]: record for record in read_lines(data)}
    theirs, _, _ = official.grades(
        [records[item["question_id"]] for item in graded], [item["code_list"] for item in graded], os.cpu_count() or 1)
    for item, verdicts in zip(graded, theirs):
        for sample, (is_right, ours_is) in enumerate(zip(verdicts, item["graded_list"])):
            table.add(f"programs of {run}", item["question_id"], f"sample {sample}", word(is_right), word(ours_is))


PARTS = {"programs": programs, "answers": answers, "files": files}


def main():
    parser = argparse.ArgumentParser(description="Compare atlas with LiveCodeBench's own harness.")
    parser.add_argument("--only", nargs="+", choices=sorted(PARTS), default=list(PARTS))
    parser.add_argument(
        "--run", nargs=2, action="append", metavar=("RUN", "DATA"),
        help="instead: the programs of a run of code generation, and the JSONL file that it was made on")
    parser.add_argument("--json", metavar="FILE", help="write every comparison to this file")
    arguments = parser.parse_args()
    if not os.access(ATLAS, os.X_OK):
        parser.error(f"{ATLAS} is not there; run \"swift build\" or name another with ATLAS")
    table = Table()
    works = [(run_again, run) for run in arguments.run or []] or [(PARTS[name], ()) for name in arguments.only]
    for work, more in works:
        with tempfile.TemporaryDirectory(prefix="atlas-conformance-") as folder:
            work(table, folder, *more)
    print(table.text())
    if arguments.json:
        fields = ("part", "question", "what", "official", "atlas", "reason")
        write(arguments.json, json.dumps([dict(zip(fields, row)) for row in table.rows], indent=1) + "\n")
    sys.exit(1 if table.unexplained() else 0)


if __name__ == "__main__":
    main()
