import Foundation
import Judging
import Problems
import Testing

/// Functions that are judged by asserts, as HumanEval's and MBPP's are.
@Suite struct AssertTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let asserts: String
        let source: String
        var verdict = Verdict.accepted
        var message = ""

        var testDescription: String { name }
    }

    private static let identity = "def f(x):\n    return x\n"

    static let rows = [
        Row(name: "a tolerance", asserts: "assert abs(f(1.33) - 0.33) < 1e-6", source: "def f(x): return x % 1"),
        Row(name: "truth", asserts: "assert f([1])\nassert not f([])", source: identity),
        Row(name: "sets", asserts: "assert set(f((1, 2, 1))) == {1, 2}", source: "def f(x): return sorted(x)"),
        Row(
            name: "every kind of data",
            asserts: """
                for x in [None, True, 1, -10 ** 6000, 1.5, "é\\n\\ud800", [1, [2]], (1, (2,)), {1, 2}, frozenset([3]), b"x", 2j,
                          {"a": 1, (1, 2): {None}}, range(3), float("inf"), set(), (), {}]:
                    assert f(x) == x and type(f(x)) == type(x), x
                """, source: identity),
        Row(
            name: "keywords, and an iterator", asserts: "assert list(f(a=2, b=[3])) == [2, 3]",
            source: "def f(*, a, b):\n    yield a\n    yield from b\n"),
        Row(
            name: "inputs drawn at random, by a loop",
            asserts: "import random\nfor _ in range(200):\n"
                + "    x = random.randint(1, 99)\n    assert f(x) == x * x", source: "def f(x): return x * x"),
        Row(
            name: "a method of Solution", asserts: "assert f(3) == 3",
            source: "class Solution:\n    def f(self, x): return x"),
        Row(
            name: "a derived type is what it derives from", asserts: "assert f(0) == {}",
            source: "from collections import Counter\ndef f(x): return Counter()"),
        Row(
            name: "what it prints and reads", asserts: "assert f(3) == ''",
            source: "import sys\ndef f(x):\n    print('{\"value\": 3}', flush=True)\n    return sys.stdin.read()\n"),
        Row(
            name: "a tuple is no list", asserts: "assert f(1) == [1, 2]", source: "def f(x): return (1, 2)",
            verdict: .wrongAnswer, message: "assert f(1) == [1, 2] does not hold: f(1) gave (1, 2)"),
        Row(
            name: "an equality of its own", asserts: "assert f(1) == 2",
            source: "class E(int):\n    def __eq__(self, o): return True\ndef f(x): return E(1)",
            verdict: .wrongAnswer, message: "gave 1"),
        Row(
            name: "an object", asserts: "assert f(1) == 2",
            source: "class E:\n    def __eq__(self, o): return True\ndef f(x): return E()",
            verdict: .wrongAnswer, message: "f(1) gave a value of type E, which is no data"),
        Row(
            name: "a value that the assert cannot use", asserts: "assert abs(f(1)) < 2",
            source: "def f(x): return None",
            verdict: .wrongAnswer, message: "fails with TypeError: f(1) gave None"),
        Row(
            name: "an end before the result", asserts: "assert f(1) == 2", source: "import os\ndef f(x): os._exit(0)",
            verdict: .wrongAnswer, message: "f(1) gave no result: the program ended"),
        Row(
            name: "noise in a result's place", asserts: "assert f(1) == 2",
            source:
                "import os\nfor fd in range(3, 9):\n    try: os.write(fd, b'[[42]]\\n')\n    except OSError: pass\ndef f(x): return 2",
            verdict: .wrongAnswer, message: "the program wrote in a result's place"),
        Row(
            name: "asserts switched off", asserts: "assert f(1) == 2",
            source:
                "import builtins, os\nbuiltins.AssertionError = ValueError\nos.environ['PYTHONOPTIMIZE'] = '1'\ndef f(x): return 3",
            verdict: .wrongAnswer, message: "f(1) gave 3"),
        Row(
            name: "an exception", asserts: "assert f(0) == 2", source: "def f(x): return 1 // x",
            verdict: .runTimeError,
            message: "ZeroDivisionError"),
        Row(
            name: "no such function", asserts: "assert f(0) == 2", source: "def g(x): return 1", verdict: .runTimeError,
            message: "KeyError: 'f'"),
        Row(
            name: "endless", asserts: "assert f(0) == 2", source: "def f(x):\n    while True: pass",
            verdict: .timeLimitExceeded),
        Row(
            name: "a class of the submission's in the test", asserts: "assert f(Pair(1, 2)) == 2",
            source: "class Pair: pass\ndef f(x): return 2", verdict: .judgeError,
            message: "the test itself fails: NameError: name 'Pair' is not defined"),
        Row(
            name: "a test that calls nothing", asserts: "x = 1", source: identity, verdict: .judgeError,
            message: "the test does not call f"),
        Row(
            name: "an argument that is no data", asserts: "assert f(lambda: 1)", source: identity, verdict: .judgeError,
            message: "the test's argument is no data: function"),
    ]

    @Test(arguments: rows) func `asserts decide as they do in Python`(_ row: Row) async throws {
        let problem = Problem(
            id: "f", title: "F", statement: "F.", interface: .functional(name: "f", starterCode: ""),
            limits: ProblemLimits(cpuMilliseconds: 1_000), comparison: .asserts,
            privateTests: [Bench.test("1", .private, row.asserts, "")])
        let report = try await Bench().judge(row.source, "python", on: problem)
        #expect(report.verdict == row.verdict, "\(report.message ?? "")")
        let message = report.message ?? ""
        #expect(message.contains(row.message) || row.message.isEmpty, "\(message)")
    }

    @Test func `a problem of asserts takes Python only`() async throws {
        var problem = Bench.function
        problem.comparison = .asserts
        await #expect(throws: JudgingError.self) { try await Bench().judge("int main() {}", "cpp", on: problem) }
    }
}
