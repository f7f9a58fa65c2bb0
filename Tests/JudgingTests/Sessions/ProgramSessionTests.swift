import Foundation
import Problems
import Sandbox
import Testing

@testable import Judging

/// Python programs that take many tests in one run of the sandbox.
@Suite struct ProgramSessionTests {
    /// The outputs of a session's tests, as long as it lasts: of a session that is started, and the same of one that is a
    /// zygote's copy, with its inputs one by one and all at once.
    private func outputs(_ source: String, inputs: [String], on problem: Problem = Bench.sum()) async throws -> [String]
    {
        let bench = try Bench()
        let python = try LanguageTable.builtIn.named("python")
        let submission = Submission(name: "candidate", source: source, language: python)
        guard case .ready(let program, _) = try await bench.builder.build(submission, entry: Entry(problem)) else {
            return []
        }
        let command = try #require(program.session)
        let outputs = try await session(program, command, inputs.map { [$0] }, on: bench)
        for parts in [[inputs], inputs.map { [$0] }, [inputs]] {
            #expect(try await session(program, command, parts, on: bench) == outputs)
        }
        return outputs
    }

    private func session(
        _ program: Program, _ command: SessionCommand, _ parts: [[String]], on bench: Bench
    ) async throws -> [String] {
        let session = try await ProgramSession(
            program, command, limits: SandboxLimits(test: ProblemLimits(cpuMilliseconds: 60_000)), pool: bench.pool,
            patience: .seconds(180))
        var outputs: [String] = []
        for part in parts {
            let answers = try await session.answers(to: part.map { Data($0.utf8) })
            outputs += answers.map { String(decoding: $0.output, as: UTF8.self) }
            if answers.count < part.count {
                outputs.append("over")
                break
            }
        }
        await session.abandon()
        return outputs
    }

    @Test func `each test of a program has its own process, stdin, variables and files`() async throws {
        let source = """
            import os, sys
            seen = os.path.exists("seen")
            open("seen", "w").close()
            os.makedirs("deep/er", exist_ok=True)
            sys.seen = getattr(sys, "seen", 0) + 1
            print(sys.stdin.read().strip(), seen, sys.seen, os.path.exists("deep"))
            print(os.getpid(), file=open("/work/pid", "w"))
            """
        #expect(
            try await outputs(source, inputs: ["a", "b\n", ""])
                == ["a False 1 True\n", "b False 1 True\n", " False 1 True\n"])
    }

    @Test func `a program has no way to the judge's channel`() async throws {
        let source = """
            import os
            found = [n for n in os.listdir("/proc/self/fd") if int(n) > 3]
            try:
                os.read(250, 1)
            except OSError as error:
                print(found, error.errno)
            """
        #expect(try await outputs(source, inputs: [""]) == ["[] 9\n"])
    }

    @Test func `exit, atexit, threads and SystemExit end a program as the interpreter ends it`() async throws {
        let source = """
            import atexit, sys, threading
            atexit.register(lambda: sys.stdout.write("at exit\\n"))
            threading.Thread(target=lambda: sys.stdout.write("thread\\n")).start()
            sys.stdin.readline()
            sys.exit(0)
            """
        #expect(try await outputs(source, inputs: ["x", "y"]) == ["thread\nat exit\n", "thread\nat exit\n"])
    }

    @Test func `a program may leave by exit(), and has no arguments`() async throws {
        let source = "import sys\nprint(len(sys.argv), sys.stdin.read())\nexit()\n"
        for comparison in [Comparison.tokens(TokenRule()), .lcb] {
            #expect(
                try await outputs(source, inputs: ["a", "b"], on: Bench.sum(comparison: comparison))
                    == ["1 a\n", "1 b\n"])
            let report = try await Bench().judge(
                "print(sum(map(int, input().split())))\nexit()", "python", on: Bench.sum(comparison: comparison))
            #expect(report.verdict == .accepted, "\(report.message ?? "")")
        }
    }

    @Test func `installed packages are looked for where a program imports one, by whatever name`() async throws {
        let source = """
            try:
                import numpy as np
            except ImportError:
                pass
            import sys
            print("site" in sys.modules)
            """
        #expect(try await outputs(source, inputs: ["", ""]) == ["True\n", "True\n"])
    }

    @Test func `an exception below many lines on stderr is told of every test`() async throws {
        var problem = Bench.sum()
        problem.privateTests = (0..<8).map { Bench.test("t\($0)", .private, "1 2\n", "3\n") }
        let source = """
            import sys
            for line in range(1000):
                print("debug line", line, file=sys.stderr)
            raise ValueError("bad " + input())
            """
        let report = try await judged(source, on: problem)
        #expect(report.tests.count == 10)
        for test in report.tests {
            #expect(test.verdict == .runTimeError)
            #expect(test.message?.hasPrefix("the program exited with status 1: ValueError: bad ") == true)
            #expect(test.line == 4)
            #expect(test.stderr.totalBytes > 10_000)
            #expect(test.stderr.text.hasPrefix("debug line 0\n"))
        }
    }

    static let leftBehind = [
        Row(
            why: "by a call that fails",
            source: "seen = []\ndef add(a, b):\n    if a < 0: seen.append(a)\n    return a + b + len(seen)\n",
            verdicts: "AAAWAAAAWWAA".map { $0 == "A" ? .accepted : .wrongAnswer }),
        Row(
            why: "by every call",
            source: "seen = []\ndef add(a, b):\n    seen.append(a)\n"
                + "    return a + b if len(seen) == 1 and a >= 0 else None\n",
            verdicts: "AAAWAAAAWWAA".map { $0 == "A" ? .accepted : .wrongAnswer }),
        Row(
            why: "by calls that are right, once failures were borne out",
            source: "seen = []\ndef add(a, b):\n    seen.append(a)\n"
                + "    return a + b if len(seen) < 4 and a >= 0 else None\n",
            verdicts: "AAAWAAAAWWAA".map { $0 == "A" ? .accepted : .wrongAnswer }),
    ]

    @Test(arguments: leftBehind) func `a call is judged without what others left behind`(_ row: Row) async throws {
        var problem = Bench.function
        let first = [1, 2, 3, -1, 4, 5, 6, 7, -2, -3, 8, 9]
        problem.publicTests = first.enumerated().map { index, a in
            Bench.test("\(index + 1)", .public, "\(a)\n1", "\(a + 1)")
        }
        let report = try await judged(row.source, on: problem)
        #expect(report.tests.map(\.verdict) == row.verdicts, "\(report.tests.map { $0.message ?? "" })")
    }

    /// A report on all tests, run one after the other.
    private func judged(_ source: String, on problem: Problem) async throws -> JudgeReport {
        let submission = Submission(
            name: "candidate", source: source, language: try LanguageTable.builtIn.named("python"))
        return try await Bench().judge.judge(submission, on: problem, tests: problem.allTests, concurrency: 1)
    }

    @Test func `the names of LiveCodeBench's star imports are there, and others are not`() async throws {
        let source = """
            print(gcd(12, 18), Counter("aab")["a"], heappop([3]), string.digits, pow(2, 5, 7), accumulate.__name__)
            try:
                islicee
            except NameError:
                print("no such name")
            """
        let lcb = Bench.sum(comparison: .lcb)
        #expect(
            try await outputs(source, inputs: [""], on: lcb) == ["6 2 3 0123456789 4 accumulate\nno such name\n"])
        #expect(try await outputs("gcd(1, 2)", inputs: [""]) == [""])
    }

    @Test func `calls of a function share a process, and each sees its own arguments`() async throws {
        let source = """
            class Solution:
                calls = 0
                def add(self, a, b):
                    Solution.calls += 1
                    print("noise")
                    return [a + b, Solution.calls]
            """
        #expect(
            try await outputs(source, inputs: ["1\n2", "3\n4"], on: Bench.function)
                == [#"{"result": [3, 1]}"#, #"{"result": [7, 2]}"#])
    }

    @Test func `whoever ends the session ends no other test`() async throws {
        let source = "import os\nos.kill(os.getppid(), 9)\nprint(1)\n"
        #expect(try await outputs(source, inputs: ["", ""]) == ["over"])
        let right =
            "import os\ntry:\n    os.kill(os.getppid(), 9)\nexcept OSError:\n    pass\nprint(sum(map(int, input().split())))\n"
        let bench = try Bench()
        #expect(try await bench.judge(right, "python", on: Bench.sum()).verdict == .accepted)
    }

    @Test func `tests that together take longer than one may are accepted`() async throws {
        var problem = Bench.sum(limits: ProblemLimits(cpuMilliseconds: 600))
        problem.privateTests = (0..<24).map { Bench.test("t\($0)", .private, "1 2\n", "3\n") }
        let source = """
            import time
            while time.process_time() < 0.06:
                pass
            print(sum(map(int, input().split())))
            """
        let bench = try Bench()
        let report = try await bench.judge(source, "python", on: problem)
        #expect(report.verdict == .accepted, "\(report.message ?? "")")
        #expect(report.tests.count == 26)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let source: String
        let verdicts: [Verdict]

        var testDescription: String { why }
    }

    static let rows = [
        Row(
            why: "a wrong answer in some tests", source: "a, b = map(int, input().split())\nprint(a - b)",
            verdicts: [.wrongAnswer, .wrongAnswer, .wrongAnswer]),
        Row(
            why: "an exception in some tests",
            source: "a, b = map(int, input().split())\nprint(a + b if b > 0 else 1 // 0)",
            verdicts: [.accepted, .runTimeError, .accepted]),
        Row(
            why: "a status in all tests", source: "print(sum(map(int, input().split())))\nraise SystemExit(3)",
            verdicts: [.runTimeError, .runTimeError, .runTimeError]),
        Row(
            why: "a source that is no Python", source: "print(",
            verdicts: [.runTimeError, .runTimeError, .runTimeError]),
        Row(
            why: "more memory than allowed in one test",
            source: "a, b = map(int, input().split())\nx = bytearray(1 << 28) if b < 0 else 0\nprint(a + b)",
            verdicts: [.accepted, .memoryLimitExceeded, .accepted]),
        Row(
            why: "no end in one test",
            source: "a, b = map(int, input().split())\nwhile b < 0: pass\nprint(a + b)",
            verdicts: [.accepted, .timeLimitExceeded, .accepted]),
    ]

    @Test(arguments: rows) func `a test's failure is found whatever the session tells`(_ row: Row) async throws {
        let bench = try Bench()
        let limits = ProblemLimits(cpuMilliseconds: 500, memoryKiB: 128 * 1024)
        for comparison in [Comparison.tokens(TokenRule()), .lcb] {
            let report = try await bench.judge(
                row.source, "python", on: Bench.sum(comparison: comparison, limits: limits))
            #expect(report.tests.map(\.verdict) == row.verdicts, "\(report.tests.map { $0.message ?? "" })")
        }
    }
}
