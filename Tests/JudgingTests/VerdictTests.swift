import Foundation
import Problems
import Sandbox
import Testing

@testable import Judging

/// Programs that end in every way a program can, judged in the real sandbox.
@Suite struct VerdictTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let language: String
        let source: String
        let verdict: Verdict
        /// What the report's message must hold; nil when there is none.
        var message: String?

        var testDescription: String { why }
    }

    static let rows = [
        Row(
            why: "right in Python", language: "python", source: "print(sum(map(int, input().split())))",
            verdict: .accepted),
        Row(
            why: "right in Python, through every way to stdin", language: "python",
            source: "import sys\nprint(sum(map(int, sys.stdin.buffer.read().split())))", verdict: .accepted),
        Row(
            why: "right in C++", language: "cpp",
            source: "#include <iostream>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b; }",
            verdict: .accepted),
        Row(
            why: "right in C", language: "c",
            source:
                "#include <stdio.h>\nint main(void) { long long a, b; scanf(\"%lld%lld\", &a, &b); printf(\"%lld\", a + b); }",
            verdict: .accepted),
        Row(
            why: "wrong on a private test only", language: "cpp",
            source: "#include <iostream>\n#include <cstdint>\nint main() { int32_t a, b; std::cin >> a >> b; "
                + "std::cout << int32_t(uint32_t(a) + uint32_t(b)) / 2 * 2 + (a + b) % 2; if (a > 1000) std::cout << 1; }",
            verdict: .wrongAnswer, message: "line 1, token 1: expected \"2000000000\""),
        Row(
            why: "an uncaught exception, with its last line", language: "python", source: "print(1 // 0)",
            verdict: .runTimeError, message: "ZeroDivisionError"),
        Row(
            why: "an exit status other than 0", language: "python", source: "print(3)\nraise SystemExit(3)",
            verdict: .runTimeError, message: "exited with status 3"),
        Row(
            why: "a signal", language: "cpp", source: "#include <cstdlib>\nint main() { std::abort(); }",
            verdict: .runTimeError, message: "SIGABRT"),
        Row(
            why: "a null pointer", language: "cpp", source: "int main() { volatile int *p = nullptr; return *p; }",
            verdict: .runTimeError, message: "SIGSEGV"),
        Row(
            why: "a busy loop", language: "python", source: "while True: pass", verdict: .timeLimitExceeded,
            message: "CPU time limit"),
        Row(
            why: "a sleeper", language: "python", source: "import time\ntime.sleep(1000)", verdict: .timeLimitExceeded,
            message: "real time limit"),
        Row(
            why: "too much memory", language: "python", source: "x = bytearray(1 << 30)\nprint(3)",
            verdict: .memoryLimitExceeded, message: "memory limit"),
        Row(
            why: "too much output", language: "python",
            source: "import sys\nwhile True: sys.stdout.write('spam' * 10000)", verdict: .outputLimitExceeded,
            message: "output limit"),
        Row(
            why: "a compile error, with its first line", language: "cpp", source: "int main() { return x; }",
            verdict: .compileError, message: "error"),
        Row(
            why: "nothing printed", language: "python", source: "", verdict: .wrongAnswer,
            message: "expected \"3\", got the end of the output"),
        Row(
            why: "a refused system call is named", language: "python",
            source: "import socket\nsocket.socket()", verdict: .runTimeError, message: "socket"),
        Row(
            why: "an executable that the source made unfit", language: "cpp", source: unfit,
            verdict: .runTimeError, message: "the compiled program cannot be started"),
        Row(
            why: "a program larger than a work folder", language: "cpp",
            source: "char big[70 << 20] = {1};\nint main() { return big[0] - 1; }", verdict: .compileError,
            message: "at most 33554432 are run"),
        Row(
            why: "line ends and control characters of stderr", language: "python",
            source: "import sys\nsys.stderr.write('one\\r\\ntwo \\x1b[31mred\\r\\n')\nsys.exit(1)",
            verdict: .runTimeError, message: "exited with status 1: two \u{FFFD}[31mred"),
        Row(
            why: "what says why comes before where it was, and before advice", language: "python",
            source: "import sys\nsys.stderr.write('Error: boom\\n\\tat f (a.js:1)\\n\\nNode.js v20\\n')\nsys.exit(1)",
            verdict: .runTimeError, message: "exited with status 1: Error: boom"),
        Row(
            why: "a line without a word tells nothing", language: "python",
            source: "import sys\nsys.stderr.write('one\\n\\n  ^\\n')\nsys.exit(1)", verdict: .runTimeError,
            message: "exited with status 1: one"),
        Row(
            why: "an error of the system in Node", language: "javascript",
            source: "require('fs').readFileSync('/none')", verdict: .runTimeError,
            message: "exited with status 1: Error: ENOENT: no such file or directory"),
        Row(
            why: "an error of one's own in Node", language: "javascript",
            source: "class Foo extends Error { code = 1 }\nthrow new Foo('boom')", verdict: .runTimeError,
            message: "exited with status 1: Foo"),
        Row(
            why: "a text thrown in Node", language: "javascript", source: "throw 'boom'", verdict: .runTimeError,
            message: "exited with status 1: boom"),
        Row(
            why: "a check of C++ in debug mode", language: "cpp",
            source:
                "#define _GLIBCXX_DEBUG\n#include <vector>\nint main(int n, char **) { return std::vector<int>(1)[n]; }",
            verdict: .runTimeError, message: "was killed by SIGABRT: Error: attempt to subscript"),
        Row(
            why: "what every start of Java is refused is not told", language: "java",
            source: "public class Main { public static void main(String[] a) { System.out.println(1 / a.length); } }",
            verdict: .runTimeError,
            message: "the program exited with status 1: Exception in thread \"main\" java.lang.ArithmeticException"),
        Row(
            why: "an exception that nobody catches", language: "cpp",
            source: "#include <stdexcept>\nint main() { throw std::runtime_error(\"boom\"); }", verdict: .runTimeError,
            message: "was killed by SIGABRT: what():  boom"),
        Row(
            why: "exit status 42 of a candidate means nothing", language: "python", source: "raise SystemExit(42)",
            verdict: .runTimeError, message: "exited with status 42"),
    ]

    private static let limits = ProblemLimits(
        cpuMilliseconds: 500, memoryKiB: 256 * 1024, outputBytes: 1024 * 1024)

    /// An executable that the kernel does not start.
    private static let unfit =
        "__attribute__((section(\".interp\"), used)) static const char big[5000] = \"x\";\nint main() {}"

    @Test func `a program that the kernel refuses fails on an input without an answer too`() async throws {
        let submission = Submission(
            name: "candidate", source: Self.unfit, language: try LanguageTable.builtIn.named("cpp"))
        let run = try await Bench().judge.run(submission, on: .data(Data("1 2\n".utf8)), limits: Self.limits)
        #expect(run.verdict == .runTimeError)
        #expect(run.message?.hasPrefix("the compiled program cannot be started: ") == true)
    }

    @Test(arguments: rows)
    func `a program's end decides its verdict`(_ row: Row) async throws {
        let bench = try Bench()
        let report = try await bench.judge(row.source, row.language, on: Bench.sum(limits: Self.limits))
        #expect(report.verdict == row.verdict, "\(report.message ?? "")")
        if let message = row.message {
            #expect(report.message?.contains(message) == true, "\(report.message ?? "")")
        } else {
            #expect(report.message == nil)
        }
    }

    /// Programs that take memory without end, in languages whose runtime is told the limit.
    static let eaters = [
        Row(
            why: "too much memory in Java", language: "java",
            source: """
                import java.util.*;
                public class Main {
                    public static void main(String[] arguments) {
                        List<long[]> kept = new ArrayList<>();
                        while (true) kept.add(new long[1 << 16]);
                    }
                }
                """, verdict: .memoryLimitExceeded),
        Row(
            why: "too much memory in Node", language: "javascript",
            source: "const kept = [];\nwhile (true) kept.push(new Array(100000).fill(kept.length));",
            verdict: .memoryLimitExceeded),
    ]

    @Test(arguments: eaters)
    func `a program that its runtime ends for want of memory is over its limit`(_ row: Row) async throws {
        let limits = ProblemLimits(cpuMilliseconds: 20_000, memoryKiB: 64 * 1024)
        let report = try await Bench().judge(
            row.source, row.language, on: Bench.sum(limits: limits), policy: .stopAtFirstFailure)
        #expect(report.verdict == row.verdict, "\(report.message ?? "")")
    }

    private static let ends: [(language: String, end: SandboxOutcome.End, stderr: String, verdict: Verdict?)] = [
        ("java", .exited(1), "Exception: java.lang.OutOfMemoryError: Java heap space", .memoryLimitExceeded),
        ("java", .exited(1), "java.lang.OutOfMemoryError: unable to create native thread", .runTimeError),
        ("java", .limit(.processes), "java.lang.OutOfMemoryError: Java heap space", .runTimeError),
        ("javascript", .signaled(6), "FATAL ERROR: JavaScript heap out of memory\n---\n", .memoryLimitExceeded),
        ("java", .exited(1), "Exception in thread \"main\" java.lang.Error", .runTimeError),
        ("python", .exited(1), "java.lang.OutOfMemoryError: Java heap space", .runTimeError),
        ("java", .exited(0), "java.lang.OutOfMemoryError: Java heap space", nil),
    ]

    @Test(arguments: ends)
    func `a runtime's words about memory count where the program fails`(
        _ row: (language: String, end: SandboxOutcome.End, stderr: String, verdict: Verdict?)
    ) throws {
        let stderr = Data(row.stderr.utf8)
        let outcome = SandboxOutcome(
            end: row.end, cpuMilliseconds: 1, wallMilliseconds: 1, peakKiB: 1, output: .empty, stderr: stderr,
            stdoutBytes: 0, stderrBytes: stderr.count, blockedSystemCalls: [], collected: [:])
        let ended = try PassRun.ended(
            outcome, of: LanguageTable.builtIn.named(row.language), TimeDoubt(cpuMilliseconds: 1_000))
        #expect(ended?.verdict == row.verdict)
    }

    @Test func `each test has its own verdict, in the problem's order`() async throws {
        let bench = try Bench()
        let report = try await bench.judge("print(3)", "python", on: Bench.sum())
        #expect(report.tests.map(\.verdict) == [.accepted, .wrongAnswer, .wrongAnswer])
        #expect(report.tests.map(\.name) == ["1", "2", "3"])
        #expect(report.firstFailure?.name == "2")
        #expect(report.score == 0)
    }

    @Test func `judging stops at the first failure when asked to`() async throws {
        let bench = try Bench()
        let report = try await bench.judge("print(-2)", "python", on: Bench.sum(), policy: .stopAtFirstFailure)
        #expect(report.tests.map(\.verdict) == [.wrongAnswer])
    }

    @Test func `a test suite that is empty accepts nothing`() async throws {
        let bench = try Bench()
        var problem = Bench.sum()
        problem.publicTests = []
        problem.privateTests = []
        await #expect(throws: JudgingError.noTests(problem: "sum")) {
            try await bench.judge("print(3)", "python", on: problem)
        }
    }

    @Test func `a missing toolchain is the grader's failure, not a compile error`() async throws {
        let pool = try Bench().pool
        let judge = try Judge(pool: pool, builder: ProgramBuilder(pool: pool, toolchains: Toolchains(path: "/nowhere")))
        let submission = Submission(
            name: "a.cpp", source: "int main() {}", language: try LanguageTable.builtIn.named("cpp"))
        let problem = Bench.sum()
        let report = try await judge.judge(submission, on: problem, tests: problem.allTests)
        #expect(report.verdict == .judgeError)
        #expect(report.message == "C++20: none of g++, clang++ is on PATH; install g++")
    }

    @Test func `an expected output that cannot be read is the grader's failure`() async throws {
        let bench = try Bench()
        var problem = Bench.sum()
        problem.publicTests[0].expected = .file(path: "/no/such/1.ans")
        let report = try await bench.judge("print(3)", "python", on: problem)
        #expect(report.verdict == .judgeError)
    }
}
