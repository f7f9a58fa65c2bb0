import Foundation
import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips where nobody can become another user who may run atlas, and says so.
    fileprivate static var needsAnotherUser: Self {
        .enabled("takes root, setpriv, and a build that others may run") {
            try await RunAndGradeTests.runsAsAnother()
        }
    }
}

/// `atlas run` and `atlas grade`, as a user runs them.
@Suite struct RunAndGradeTests {
    private func document(_ result: CommandLineTool.Result) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(result.stdout.utf8))
        return try #require(object as? [String: Any])
    }

    /// Makes atlas run as a user who has no other process.
    private static let asAnother = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"]

    fileprivate static func runsAsAnother() async throws -> Bool {
        guard geteuid() == 0 else { return false }
        return try await CommandLineTool.run(["--version"], by: asAnother, in: "/").status == 0
    }

    @Test(.needsAnotherUser)
    func `where no thread can be started it is said, rather than waited for`() async throws {
        let result = try await CommandLineTool.run(
            ["languages"], by: Self.asAnother + ["prlimit", "--nproc=2:2"], in: "/")
        #expect(result.status == 3)
        #expect(result.stderr.hasPrefix("atlas: no more threads can be started: "))
    }

    @Test func `a program's output is passed on, and a line says what it used`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("import sys\nprint(input()[::-1])\nprint('note', file=sys.stderr)\n", to: "a.py")
        let result = try await CommandLineTool.run(["run", file], stdin: "hello\n")
        #expect(result.status == 0)
        #expect(result.stdout == "olleh\n")
        #expect(result.stderr.hasPrefix("note\natlas: the program exited with status 0; CPU "))
    }

    @Test(arguments: [
        (source: "int main() { return 3; }", status: "exited", key: "exit_code", value: 3),
        (source: "#include <stdlib.h>\nint main(void) { abort(); }", status: "signaled", key: "signal", value: 6),
    ])
    func `run --json tells how a C program ended`(
        _ row: (source: String, status: String, key: String, value: Int)
    ) async throws {
        let folder = try TemporaryFolder()
        let result = try await CommandLineTool.run(["run", "--json", try folder.write(row.source, to: "a.c")])
        let document = try document(result)
        #expect(result.status == 1)
        #expect(document["schema"] as? String == "atlas.run/1")
        #expect(document["status"] as? String == row.status)
        #expect(document[row.key] as? Int == row.value)
    }

    @Test(arguments: [
        (source: "while True: pass", options: ["--cpu-ms", "200"], limit: "cpu"),
        (source: "import time; time.sleep(100)", options: ["--wall-ms", "200"], limit: "wall"),
        (source: "x = bytearray(1 << 30)", options: ["--memory-mib", "64"], limit: "memory"),
        (source: "while True: print('x' * 1000)", options: ["--output-mib", "1"], limit: "output"),
        (
            source: "import os, time\nwhile True:\n    try:\n        if os.fork() == 0: time.sleep(100)\n"
                + "    except OSError: pass\n",
            options: ["--processes", "4"],
            limit: "processes"
        ),
    ])
    func `each limit ends the run and is named`(_ row: (source: String, options: [String], limit: String)) async throws
    {
        let folder = try TemporaryFolder()
        let file = try folder.write(row.source, to: "a.py")
        let result = try await CommandLineTool.run(["run", "--json"] + row.options + [file])
        #expect(result.status == 1)
        #expect(try document(result)["limit"] as? String == row.limit, "\(result.stdout.prefix(500))")
    }

    @Test func `a program on standard input is judged, in the language that is named`() async throws {
        let soup = "a, b, c = map(int, input().split())\nprint(a, b, c)\n"
        let judged = try await CommandLineTool.run(
            ["grade", "hot-soup", "--language", "python", "--json", "-"], stdin: soup)
        #expect(judged.status == 1, "\(judged.stderr)")
        let submissions = try #require(try document(judged)["submissions"] as? [[String: Any]])
        #expect(submissions.map { $0["file"] as? String } == ["-"])
        let nameless = try await CommandLineTool.run(["grade", "hot-soup", "-"], stdin: soup)
        #expect(nameless.status == 2)
        #expect(nameless.stderr.contains("--language"), "\(nameless.stderr)")
    }

    @Test func `a source that does not compile has the compiler's words`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("int main() { return x; }\n", to: "a.cpp")
        let result = try await CommandLineTool.run(["run", file])
        #expect(result.status == 1)
        #expect(result.stderr.contains("was not declared in this scope"))
        #expect(result.stderr.hasSuffix("atlas: \(file): does not compile\n"))
    }

    @Test func `grade judges each file, and fails when one is not accepted`() async throws {
        let folder = try TemporaryFolder()
        let problem = try folder.writeSum()
        let right = try folder.write("print(sum(map(int, input().split())))\n", to: "right.py")
        let wrong = try folder.write("print(3)\n", to: "wrong.py")
        #expect(try await CommandLineTool.run(["grade", problem, right]).status == 0)
        let result = try await CommandLineTool.run(["grade", "--json", problem, right, wrong])
        #expect(result.status == 1)
        let submissions = try #require(try document(result)["submissions"] as? [[String: Any]])
        #expect(submissions.map { $0["verdict"] as? String } == ["AC", "WA"])
        let tests = try #require(submissions[1]["tests"] as? [[String: Any]])
        #expect(tests.map { $0["group"] as? String } == ["public", "private"])
        #expect(tests.map { $0["verdict"] as? String } == ["AC", "WA"])
    }

    @Test func `the first failing test is explained to people`() async throws {
        let folder = try TemporaryFolder()
        let problem = try folder.writeSum()
        let wrong = try folder.write("print(3)\n", to: "wrong.py")
        let result = try await CommandLineTool.run(["grade", problem, wrong])
        #expect(result.status == 1)
        #expect(result.stdout.contains("first failing test secret-1: WA"))
        #expect(result.stdout.contains("expected \"1111111110\", got \"3\""))
        #expect(result.stdout.contains("input:\n  123456789 987654321\n"))
    }
}
