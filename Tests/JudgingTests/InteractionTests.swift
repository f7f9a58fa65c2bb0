import Foundation
import Problems
import Sandbox
import TestSupport
import Testing

@testable import Judging

/// Programs that talk to an interactor, each in a sandbox of its own.
@Suite struct InteractionTests {
    /// Guess a number up to 1000 in ten questions.
    private static let interactor = """
        import sys
        secret = int(open(sys.argv[1]).read())
        def reject(message):
            open(sys.argv[3] + "judgemessage.txt", "w").write(message)
            sys.exit(43)
        for question in range(10):
            words = sys.stdin.readline().split()
            if len(words) != 1 or not words[0].isdigit():
                reject("no number in question %d" % (question + 1))
            guess = int(words[0])
            if guess == secret:
                print("right", flush=True)
                sys.exit(42)
            print("higher" if guess < secret else "lower", flush=True)
        reject("ten questions were not enough")
        """

    private static let right = """
        low, high = 1, 1000
        while True:
            guess = (low + high) // 2
            print(guess, flush=True)
            answer = input()
            if answer == "right": break
            if answer == "higher": low = guess + 1
            else: high = guess - 1
        """

    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let source: String
        let verdict: Verdict
        var message: String?

        var testDescription: String { why }
    }

    static let rows = [
        Row(why: "a right program", source: right, verdict: .accepted),
        Row(
            why: "streams opened by name",
            source: "import sys\nsys.stdin, sys.stdout = open('/dev/stdin'), open('/dev/stdout', 'w')\n" + right,
            verdict: .accepted),
        Row(
            why: "too many questions", source: right.replacing("(low + high) // 2", with: "low"),
            verdict: .wrongAnswer, message: "ten questions were not enough"),
        Row(
            why: "words in place of a number", source: "print('AC', flush=True)\ninput()", verdict: .wrongAnswer,
            message: "no number in question 1"),
        Row(why: "an end without a word", source: "pass", verdict: .wrongAnswer, message: "no number in question 1"),
        Row(
            why: "an exception in the middle", source: "print(500, flush=True)\ninput()\nprint(1 // 0)",
            verdict: .runTimeError, message: "ZeroDivisionError"),
        Row(
            why: "a busy loop", source: "print(500, flush=True)\nwhile True: pass", verdict: .timeLimitExceeded,
            message: "CPU time limit"),
        Row(
            why: "both wait for each other", source: "print(500, end='')\ninput()\ninput()",
            verdict: .timeLimitExceeded, message: "real time limit"),
        Row(
            why: "an error after the right guess", source: right + "\nraise SystemExit(1)", verdict: .runTimeError,
            message: "status 1"),
        Row(
            why: "a last word to an interactor that has accepted and gone",
            source: right + "\nimport sys\nsys.stdin.read()\nprint('thanks', flush=True)", verdict: .accepted),
        Row(
            why: "reading on when the interactor has accepted and gone", source: right + "\ninput()",
            verdict: .runTimeError, message: "EOFError"),
        Row(
            why: "writing on when nobody reads", source: "while True: print(2, flush=True)", verdict: .wrongAnswer,
            message: "ten questions were not enough"),
        Row(
            why: "the input is not the program's to read",
            source:
                "import os\nprint(open('test.in').read() if os.path.exists('test.in') else 2, flush=True)",
            verdict: .wrongAnswer),
        Row(
            why: "the last word of the interactor is not read",
            source: right.replacing(
                "    answer = input()", with: "    if guess in (1, 777): break\n    answer = input()"),
            verdict: .accepted),
    ]

    private func problem(_ path: String) -> Problem {
        var problem = Bench.sum(comparison: .interactor, limits: ProblemLimits(cpuMilliseconds: 300))
        problem.interactor = JudgeProgram(path: path)
        problem.publicTests = [Bench.test("1", .public, "1\n", ""), Bench.test("2", .public, "777\n", "")]
        problem.privateTests = []
        return problem
    }

    @Test(arguments: rows)
    func `a conversation decides the verdict`(_ row: Row) async throws {
        let folder = try TemporaryFolder()
        let problem = problem(try folder.write(Self.interactor, to: "interact.py"))
        let report = try await Bench().judge(row.source, "python", on: problem, policy: .stopAtFirstFailure)
        #expect(report.verdict == row.verdict, "\(report.message ?? "")")
        if let message = row.message { #expect(report.message?.contains(message) == true, "\(report.message ?? "")") }
    }

    @Test func `a test's arguments for the interactor stand in place of its own`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "import sys\nsys.exit(42 if sys.argv[4:] == open(sys.argv[1]).read().split() else 43)\n", to: "interact.py")
        var problem = problem(path)
        problem.interactor?.arguments = ["own"]
        problem.publicTests = ["own", "other more", "", "own"].enumerated().map { index, words in
            Bench.test("\(index + 1)", .public, words + "\n", "")
        }
        problem.publicTests[1].interactorArguments = ["other", "more"]
        problem.publicTests[2].interactorArguments = []
        problem.publicTests[3].interactorArguments = ["another"]
        let report = try await Bench().judge("pass", "python", on: problem)
        #expect(report.tests.map(\.verdict) == [.accepted, .accepted, .accepted, .wrongAnswer])
    }

    @Test func `an interactor that crashes is the grader's failure`() async throws {
        let folder = try TemporaryFolder()
        let problem = problem(try folder.write("raise ValueError('broken')\n", to: "interact.py"))
        let report = try await Bench().judge(Self.right, "python", on: problem, policy: .stopAtFirstFailure)
        #expect(report.verdict == .judgeError || report.verdict == .runTimeError, "\(report.message ?? "")")
    }

    @Test func `an interactor that hangs is not the fault of a program that waits for it`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("import time\nwhile True: time.sleep(60)\n", to: "interact.py")
        let report = try await Bench().judge("input()", "python", on: problem(path), policy: .stopAtFirstFailure)
        #expect(report.verdict == .judgeError, "\(report.message ?? "")")
        #expect(report.message?.contains("\(path): the output validator went over its") == true)
    }

    @Test func `a flood that the interactor cannot hold is the program's`() async throws {
        let folder = try TemporaryFolder()
        // As reading a line without an end does.
        let path = try folder.write("import sys\nsys.stdin.read(1)\nline = b'1' * (3 << 30)\n", to: "interact.py")
        let flood = "while True: print('1' * 10000, end='')"
        let report = try await Bench().judge(flood, "python", on: problem(path), policy: .stopAtFirstFailure)
        #expect(report.verdict == .outputLimitExceeded, "\(report.message ?? "")")
    }

    @Test(arguments: [
        (Comparison.exact, "7", Verdict.accepted), (.exact, "8", .wrongAnswer), (.interactor, "8", .accepted),
    ])
    func `what an interactor of testlib's writes is compared`(
        comparison: Comparison, answer: String, verdict: Verdict
    ) async throws {
        let folder = try TemporaryFolder()
        let problem = try writingProblem(comparison, in: folder)
        let report = try await Bench().judge("print(\(answer))", "python", on: problem)
        #expect(report.verdict == verdict, "\(report.message ?? "")")
    }

    @Test func `what an interactor of testlib's writes goes to a checker of another convention`() async throws {
        let folder = try TemporaryFolder()
        let source = "def check(input, expected, output):\n    return output == expected, 'no seven'\n"
        let checker = JudgeProgram(path: try folder.write(source, to: "check.py"), convention: .python)
        let problem = try writingProblem(.checker(checker), in: folder)
        #expect(try await Bench().judge("print(7)", "python", on: problem).verdict == .accepted)
        let wrong = try await Bench().judge("print(8)", "python", on: problem)
        #expect(wrong.verdict == .wrongAnswer)
        #expect(wrong.message == "no seven")
    }

    /// Its interactor accepts, and writes down what the program said.
    private func writingProblem(_ comparison: Comparison, in folder: TemporaryFolder) throws -> Problem {
        let source = "import sys\nopen(sys.argv[2], 'w').write(sys.stdin.readline())\n"
        var problem = problem(try folder.write(source, to: "write.py"))
        problem.interactor?.convention = .testlib
        problem.comparison = comparison
        problem.publicTests = [Bench.test("1", .public, "1\n", "7\n")]
        return problem
    }

    @Test func `an interactor that cannot bear the program's end leaves it its time-out`() async throws {
        let folder = try TemporaryFolder()
        let source = "import sys\nsys.stdin.readline()\nwhile True: pass\n"
        let path = try folder.write(source, to: "interact.py")
        let report = try await Bench().judge("input()", "python", on: problem(path), policy: .stopAtFirstFailure)
        #expect(report.verdict == .timeLimitExceeded, "\(report.message ?? "")")
    }

    @Test func `an interactor that hangs is waited for once`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("import time\nwhile True: time.sleep(60)\n", to: "interact.py")
        let problem = problem(path)
        let submission = Submission(
            name: "candidate", source: "pass", language: try LanguageTable.builtIn.named("python"))
        let report = try await Bench().judge.judge(
            submission, on: problem, tests: problem.allTests, policy: .all, concurrency: 1)
        #expect(report.verdict == .judgeError)
        #expect(
            report.tests.map(\.message) == [
                "\(path): the output validator went over its real time limit",
                "not judged, as the checker hung on test 1",
            ])
    }

    @Test func `a conversation that is to be alone waits for all others, and they for it`() async throws {
        enum Kind { case plain, conversation, alone }
        let pool = try SandboxPool(workers: 2)
        let interactions = try Interactions(takingTurnsOf: pool)
        let runs = try await withThrowingTaskGroup(of: (kind: Kind, from: Double, to: Double).self) { group in
            for index in 0..<12 {
                let kind: Kind = index % 4 == 3 ? .alone : index % 2 == 0 ? .plain : .conversation
                group.addTask {
                    let short = SandboxRequest(arguments: ["/bin/sleep", "0.05"])
                    var outcomes: [SandboxOutcome] = []
                    if kind == .plain {
                        outcomes = [try await pool.run(short)]
                    } else {
                        let interactor = SandboxRequest(arguments: ["/bin/true"])
                        let told = try await interactions.run(short, interactor, alone: kind == .alone)
                        outcomes = [told.program, told.interactor]
                    }
                    let from = outcomes.map { $0.endedMilliseconds - $0.wallMilliseconds }.min() ?? 0
                    return (kind, from, outcomes.map(\.endedMilliseconds).max() ?? 0)
                }
            }
            return try await group.reduce(into: [(kind: Kind, from: Double, to: Double)]()) { $0.append($1) }
        }
        for run in runs where run.kind == .alone {
            #expect(runs.count { $0.from < run.to && run.from < $0.to } == 1)
        }
        await pool.shutDown()
    }

    @Test func `only what an interactor computed before the program's end kept it waiting`() {
        func told(cpu: Double, ended: Double) -> Interactions.Outcome {
            func outcome(_ end: SandboxOutcome.End, cpu: Double, ended: Double) -> SandboxOutcome {
                SandboxOutcome(
                    end: end, cpuMilliseconds: cpu, wallMilliseconds: 2_000, endedMilliseconds: ended, peakKiB: 1,
                    output: .empty, stderr: Data(), stdoutBytes: 0, stderrBytes: 0, blockedSystemCalls: [],
                    collected: [:])
            }
            return Interactions.Outcome(
                program: outcome(.limit(.wall), cpu: 20, ended: 10_000),
                interactor: outcome(.exited(43), cpu: cpu, ended: ended), interactorEndedFirst: false)
        }
        let doubt = TimeDoubt(cpuMilliseconds: 100)
        #expect(doubt.isDoubtful(told(cpu: 1_900, ended: 10_100)))
        #expect(!doubt.isDoubtful(told(cpu: 5_000, ended: 15_000)))
        #expect(!doubt.isDoubtful(told(cpu: 100, ended: 10_000)))
    }

    @Test func `more conversations than workers do not wait for each other`() async throws {
        let folder = try TemporaryFolder()
        let problem = problem(try folder.write(Self.interactor, to: "interact.py"))
        let bench = try Bench()
        let verdicts = try await withThrowingTaskGroup(of: Verdict.self) { group in
            for number in 0..<6 {
                group.addTask { try await bench.judge(Self.right + "\n# \(number)", "python", on: problem).verdict }
            }
            return try await group.reduce(into: [Verdict]()) { $0.append($1) }
        }
        #expect(verdicts == Array(repeating: .accepted, count: 6))
    }
}
