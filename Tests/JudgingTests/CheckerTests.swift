import Foundation
import Problems
import TestSupport
import Testing

@testable import Judging

/// Checkers of every convention, run in a sandbox of their own; `ValidatorTests` has more of the ICPC's.
@Suite struct CheckerTests {
    /// Any two integers with the right sum are right.
    private static let candidates = [
        ("a, b = map(int, input().split())\nprint(a + b + 5, -5)", Verdict.accepted),
        ("print(1, 1)", .wrongAnswer),
    ]

    private func reports(_ checker: JudgeProgram) async throws -> [JudgeReport] {
        let bench = try Bench()
        var reports: [JudgeReport] = []
        var problem = Bench.sum(comparison: .checker(checker))
        problem.scoring = .fraction
        for (candidate, _) in Self.candidates {
            reports.append(try await bench.judge(candidate, "python", on: problem))
        }
        return reports
    }

    @Test func `a testlib checker reads files and says its verdict by its exit status`() async throws {
        let folder = try TemporaryFolder()
        let header = try folder.write("#define WANTED 2\n", to: "sum.h")
        let path = try folder.write(
            """
            #include "sum.h"
            #include <fstream>
            #include <iostream>
            int main(int count, char **arguments) {
                if (count < 4) return 3;
                std::ifstream in(arguments[1]), out(arguments[2]), answer(arguments[3]);
                long long want, sum = 0, value, values = 0;
                answer >> want;
                while (out >> value) sum += value, ++values;
                if (values == WANTED && sum == want) { std::cerr << "ok two numbers\\n"; return 0; }
                std::cerr << "wrong answer the sum is " << want << "\\n";
                return 1;
            }
            """, to: "check.cpp")
        let reports = try await reports(JudgeProgram(path: path, companions: [header], convention: .testlib))
        #expect(reports.map(\.verdict) == Self.candidates.map(\.1))
        #expect(reports[1].message == "wrong answer the sum is 3")
    }

    private static let sum = Scoring.subtasks(TestGroup(name: "secret", aggregation: .sum, tests: ["1"]))
    private static let whole = Scoring.subtasks(
        TestGroup(name: "secret", maximumPoints: 10, aggregation: .passFail, tests: ["1"]))

    @Test(
        arguments: [
            ("points 0 nothing", sum, .testlib, 0, "the checker gives 0 of 10 points: nothing"),
            ("points 3", sum, .testlib, 3, "the checker gives 3 of 10 points"),
            ("points 10", sum, .testlib, 10, nil),
            ("points 50", sum, .testlib, 10, nil),
            ("points 9", whole, .testlib, 0, "the checker gives 9 of 10 points"),
            ("points 10", whole, .testlib, 10, nil),
            ("points 50", sum, .testlibPercent, 5, "the checker gives 50 % of the points"),
            ("points 100", sum, .testlibPercent, 10, nil),
            ("points 0.25", .fraction, .testlib, 0.25, "the checker gives 0.25 of 1 points"),
            ("points 0", .passFail, .testlib, 0, "the checker gives 0 of 1 points"),
            ("points 1", .passFail, .testlib, 1, nil),
        ] as [(String, Scoring, JudgeProgram.Convention, Double, String?)])
    func `points of a testlib checker that are not all of the test's are no accept`(
        said: String, scoring: Scoring, convention: JudgeProgram.Convention, score: Double, message: String?
    ) async throws {
        let folder = try TemporaryFolder()
        // It says what the program printed.
        let path = try folder.write(
            """
            #include <stdio.h>
            int main(int count, char **arguments) {
                FILE *out = fopen(arguments[count - 2], "r");
                int letter;
                while ((letter = fgetc(out)) != EOF) fputc(letter, stderr);
                return 7;
            }
            """, to: "check.c")
        var problem = Bench.sum(comparison: .checker(JudgeProgram(path: path, convention: convention)))
        problem.scoring = scoring
        problem.publicTests = []
        problem.privateTests = [Bench.test("1", .private, "", "")]
        problem.privateTests[0].points = 10
        let report = try await Bench().judge("print('\(said)')", "python", on: problem)
        #expect(report.verdict == (message == nil ? .accepted : .wrongAnswer), "\(report.message ?? "")")
        #expect(report.message == message)
        #expect(report.score == score)
    }

    @Test(arguments: [
        ("return sum(map(int, output.split())) == int(expected)", nil, nil),
        ("return (sum(map(int, output.split())) == int(expected), 'no such sum')", "no such sum", nil),
        (
            "print('noise'); return 1.0 if sum(map(int, output.split())) == int(expected) else 0.25",
            "the checker gives a share of 0.25", 0.25
        ),
    ])
    func `a Python function answers true, a share, or a pair`(_ body: String, _ message: String?, _ share: Double?)
        async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("def check(input, expected, output):\n    \(body)\n", to: "check.py")
        let reports = try await reports(JudgeProgram(path: path, convention: .python))
        #expect(reports.map(\.verdict) == Self.candidates.map(\.1))
        if let message { #expect(reports[1].message == message) }
        #expect(reports[1].tests.first?.share == share)
        #expect(reports[1].score == share ?? 0)
    }

    @Test(arguments: [
        (
            "check.py", "def check(input, expected, output):\n    raise KeyError('broken')\n",
            JudgeProgram.Convention.python, "broken"
        ),
        ("check.py", "def check(input, expected, output):\n    return 7\n", .python, "expected True, False"),
        ("check.py", "def check(input, expected, output):\n    raise SystemExit\n", .python, "did not return"),
        ("check.py", "def chek(input, expected, output):\n    return True\n", .python, "it defines no function check"),
        ("check.c", "int main(void) { return 3; }\n", .testlib, "its own failure"),
        (
            "check.c",
            "#include <stdio.h>\nint main(void) { fputs(\"partially correct (0) so\", stderr); return 0; }\n",
            .testlib, "expected quitp"
        ),
        ("check.c", "int main(void) { return *(volatile int *)0; }\n", .icpc, "SIGSEGV"),
        ("check.cpp", "int main() { return }\n", .testlib, "does not compile: check.cpp:1:"),
    ])
    func `a checker that fails is the grader's failure`(
        _ name: String, _ source: String, _ convention: JudgeProgram.Convention, _ reason: String
    ) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(source, to: name)
        let problem = Bench.sum(comparison: .checker(JudgeProgram(path: path, convention: convention)))
        let report = try await Bench().judge("print(3)", "python", on: problem, policy: .stopAtFirstFailure)
        #expect(report.verdict == .judgeError)
        #expect(report.message?.contains(reason) == true, "\(report.message ?? "")")
    }

    @Test(arguments: [
        ("return False, 'no sum: ' + output", Verdict.wrongAnswer, "no sum: \\udcff 1"),
        ("line = b'1' * (3 << 30); return True", .outputLimitExceeded, "more than the checker could take"),
    ])
    func `what a program wrote is no failure of the checker that cannot take it`(
        _ body: String, _ verdict: Verdict, _ message: String
    ) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("def check(input, expected, output):\n    \(body)\n", to: "check.py")
        let problem = Bench.sum(comparison: .checker(JudgeProgram(path: path, convention: .python)))
        let report = try await Bench().judge(
            "import sys\nsys.stdout.buffer.write(b'\\xff 1')", "python", on: problem, policy: .stopAtFirstFailure)
        #expect(report.verdict == verdict, "\(report.message ?? "")")
        #expect(report.message?.contains(message) == true, "\(report.message ?? "")")
    }

    @Test func `a function's value goes to a Python checker as a value`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "def check(input, expected, output):\n    return sum(output) == expected and len(input) == 2, 'not the sum'\n",
            to: "check.py"
        )
        var problem = Bench.function
        problem.comparison = .checker(JudgeProgram(path: path, convention: .python))
        let bench = try Bench()
        let right = "class Solution:\n    def add(self, a, b):\n        return (a, b)\n"
        #expect(try await bench.judge(right, "python", on: problem).verdict == .accepted)
        let wrong = try await bench.judge(right.replacing("(a, b)", with: "[a]"), "python", on: problem)
        #expect(wrong.verdict == .wrongAnswer)
        #expect(wrong.message == "not the sum")
    }

    @Test func `a program is run again while its validator leaves another input`() async throws {
        let folder = try TemporaryFolder()
        let validator = """
            import os, sys
            folder = sys.argv[3]
            value = int(sys.stdin.read())
            path = folder + "passes.txt"
            passes = open(path).read() if os.path.exists(path) else ""
            open(path, "w").write(passes + "x")
            if value != 2 ** (len(passes) + 1):
                open(folder + "judgemessage.txt", "w").write("not doubled")
                sys.exit(43)
            if len(passes) < 3:
                open(folder + "nextpass.in", "w").write("%d\\n" % value)
            sys.exit(42)
            """
        let path = try folder.write(validator, to: "validate.py")
        var problem = Bench.sum(comparison: .checker(JudgeProgram(path: path)))
        problem.publicTests = [Bench.test("1", .public, "1\n", "")]
        problem.privateTests = []
        problem.passes = 4
        let bench = try Bench()
        #expect(try await bench.judge("print(int(input()) * 2)", "python", on: problem).verdict == .accepted)
        let wrong = try await bench.judge("n = int(input())\nprint(n * 2 if n < 4 else 0)", "python", on: problem)
        #expect(wrong.verdict == .wrongAnswer)
        #expect(wrong.message == "pass 3: not doubled")
        problem.passes = 3
        #expect(try await bench.judge("print(int(input()) * 2)", "python", on: problem).verdict == .judgeError)
    }

    @Test(arguments: [
        ("os.symlink('gone', folder + 'nextpass.in'); sys.exit(42)", "its nextpass.in is no file"),
        ("os.mkdir(folder + 'nextpass.in'); sys.exit(42)", "its nextpass.in is no file"),
        (
            "open(folder + 'nextpass.in', 'w').write('1'); sys.exit(43)",
            "rejects the output, but wrote a nextpass.in for one more pass"
        ),
    ])
    func `another input that cannot be meant is the validator's failure`(validator: String, words: String) async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("import os, sys\nfolder = sys.argv[3]\n\(validator)\n", to: "validate.py")
        var problem = Bench.sum(comparison: .checker(JudgeProgram(path: path)))
        problem.passes = 2
        let report = try await Bench().judge("print(1)", "python", on: problem, policy: .stopAtFirstFailure)
        #expect(report.verdict == .judgeError)
        #expect(report.message?.contains(words) == true, "\(report.message ?? "")")
    }
}
