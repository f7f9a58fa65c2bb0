import Foundation
import TestSupport
import Testing

/// `atlas grade --batch`, as a user runs it.
@Suite struct GradeBatchTests {
    private static let right =
        #"{"id": "right", "problem": "hot-soup", "language": "python", "tests": "public", "code": "n, t = map(int, input().split())\nprint(sum(bowl > t for bowl in map(int, input().split())))\n"}"#
    private static let wrong = #"{"id": "wrong", "problem": "hot-soup", "language": "python", "code": "print(-1)"}"#

    private func ids(_ file: String) throws -> [String] {
        try EvalData.rows(try String(contentsOfFile: file, encoding: .utf8)).map { $0["id"] as? String ?? "-" }
    }

    @Test func `lines from standard input give rows, and what is wrong with one costs it alone`() async throws {
        let result = try await CommandLineTool.run(
            ["grade", "--batch", "-", "--keep-order", "--summary"], stdin: "\(Self.wrong)\ngarbage\n\(Self.right)")
        let rows = try EvalData.rows(result.stdout)
        #expect(result.status == 2)
        #expect(rows.map { $0["id"] as? String } == ["wrong", nil, "right"])
        #expect(rows.allSatisfy { $0["schema"] as? String == "atlas.grade-batch/1" })
        #expect(rows[0]["verdict"] as? String == "WA")
        #expect(rows[0]["tests"] == nil)
        #expect((rows[1]["error"] as? String)?.hasPrefix("line 2: no JSON object") == true)
        #expect(rows[2]["tests_run"] as? Int == rows[2]["tests_passed"] as? Int)
        #expect(rows[2]["verdict"] as? String == "AC")
        #expect(result.stderr == "graded 2 submissions: 1 AC, 1 WA; 1 faulty line\n")
    }

    @Test func `a byte order mark before the first line is passed over`() async throws {
        let result = try await CommandLineTool.run(
            ["grade", "--batch", "-", "--summary"], stdin: "\u{FEFF}\(Self.wrong)\n")
        #expect(result.status == 0, "\(result.stdout)")
        #expect(result.stderr == "graded 1 submission: 1 WA\n")
    }

    @Test func `a batch whose standard output is closed fails`() async throws {
        let folder = try TemporaryFolder()
        let batch = try folder.write("\(Self.wrong)\n", to: "in.jsonl")
        let result = try await CommandLineTool.run(
            ["grade", "--batch", batch], by: ["sh", "-c", "exec \"$0\" \"$@\" >&-"])
        #expect(result.status == 3)
        #expect(result.stderr == "atlas: standard output: Bad file descriptor\n")
    }

    @Test(arguments: [
        (arguments: ["grade", "--batch", "in.jsonl"], status: 3), (arguments: ["run", "a.py"], status: 3),
        (arguments: ["grade", "hot-soup", "a.py"], status: 3), (arguments: ["problems", "list"], status: 0),
        (arguments: ["--help"], status: 0),
    ])
    func `a reader that goes away fails what has results, and no listing`(
        _ row: (arguments: [String], status: Int)
    ) async throws {
        let folder = try TemporaryFolder()
        try folder.write("\(Self.wrong)\n", to: "in.jsonl")
        try folder.write("print(-1)\n", to: "a.py")
        let pipe = "mkfifo pipe && exec 3<>pipe 4>pipe 3>&- && exec \"$0\" \"$@\" >&4"
        let result = try await CommandLineTool.run(row.arguments, by: ["sh", "-c", pipe], in: folder.path)
        #expect(Int(result.status) == row.status)
        #expect(result.stderr == (row.status == 0 ? "" : "atlas: standard output: Broken pipe\n"))
    }

    @Test func `an id of 64 bits comes back as it was written, and an empty answer is judged`() async throws {
        let folder = try TemporaryFolder()
        let line = #"{"id": 18446744073709551615, "problem": "hot-soup", "language": "python", "code": ""}"#
        let batch = try folder.write("\(line)\n", to: "in.jsonl")
        let output = "\(folder.path)/out.jsonl"
        let result = try await CommandLineTool.run(["grade", "--batch", batch, "-o", output])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try String(contentsOfFile: output, encoding: .utf8)
        #expect(rows.contains(#""id":18446744073709551615,"#))
        #expect(rows.contains(#""verdict":"WA""#))
        let again = try await CommandLineTool.run(["grade", "--batch", batch, "-o", output])
        #expect(again.stderr == "graded 0 submissions; 1 had results already\n")
    }

    @Test func `an id that two data sets have is named with both`() async throws {
        let folder = try TemporaryFolder()
        let exported = try await CommandLineTool.run(["problems", "export", "hot-soup"])
        let data = try ["a.jsonl", "b.jsonl"].map { try folder.write(exported.stdout, to: $0) }
        let result = try await CommandLineTool.run(
            ["grade", "--batch", "-", "--dataset", data[0], "--dataset", data[1]])
        #expect(result.status == 2)
        #expect(
            result.stderr
                == "atlas: --dataset: \"hot-soup\" is in \(data[0]) and in \(data[1]); expected each id in one of them\n"
        )
    }

    @Test func `a program is not stopped where single tests give points, which is told once`() async throws {
        let folder = try TemporaryFolder()
        let problem = try folder.writeSum()
        try folder.write("scoring: fraction\n", to: "sum/atlas.yaml")
        let source = try folder.write("print(4)\n", to: "a.py")
        let note =
            "atlas: --stop-at-first-failure: \"sum\" gives points for single tests; all tests of such problems are run\n"
        let result = try await CommandLineTool.run(["grade", problem, source, "--stop-at-first-failure"])
        #expect(result.stderr == note)
        let lines = (1...2).map {
            #"{"id": \#($0), "problem": "\#(problem)", "language": "python", "code": "print(4)"}"#
        }
        let batch = try await CommandLineTool.run(
            ["grade", "--batch", "-", "--stop-at-first-failure"], stdin: lines.joined(separator: "\n"))
        #expect(batch.stderr == "\(note)graded 2 submissions: 2 WA\n")
    }

    @Test func `a later run goes on with the file, without its cut line, its faults and the grader's failures`()
        async throws
    {
        let folder = try TemporaryFolder()
        let batch = try folder.write("\(Self.right)\n\(Self.wrong)\n", to: "in.jsonl")
        let kept = #"{"id":"right","schema":"atlas.grade-batch/1","verdict":"AC"}"#
        let failed = #"{"id":"wrong","schema":"atlas.grade-batch/1","verdict":"JE"}"#
        let faulty = #"{"error":"line 3: no JSON object","id":null,"line":3,"schema":"atlas.grade-batch/1"}"#
        let output = try folder.write("\(kept)\n\(failed)\n\(faulty)\n{\"id\":\"wro", to: "out.jsonl")
        let result = try await CommandLineTool.run(["grade", "--batch", batch, "-o", output])
        #expect(result.status == 0)
        #expect(result.stdout.isEmpty)
        #expect(result.stderr == "graded 1 submission: 1 WA; 1 had results already\n")
        #expect(try ids(output) == ["right", "wrong"])
        #expect(try String(contentsOfFile: output, encoding: .utf8).hasPrefix("\(kept)\n{"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["in.jsonl", "out.jsonl"])
    }

    @Test func `a file that holds something else stays as it is`() async throws {
        let folder = try TemporaryFolder()
        let batch = try folder.write("\(Self.wrong)\n\(Self.wrong)\n", to: "in.jsonl")
        let result = try await CommandLineTool.run(["grade", "--batch", batch, "-o", batch])
        #expect(result.status == 2)
        #expect(result.stderr.hasPrefix("atlas: \(batch):1: no result of a batch; expected"))
        #expect(try String(contentsOfFile: batch, encoding: .utf8) == "\(Self.wrong)\n\(Self.wrong)\n")
    }

    @Test func `an interrupted batch leaves whole rows, and the next run makes the rest`() async throws {
        let folder = try TemporaryFolder()
        let output = "\(folder.path)/out.jsonl"
        let endless =
            #"{"id": "endless", "problem": "hot-soup", "language": "c", "cpu_ms": 600000, "code": "int main() { for (;;); }"}"#
        let running = try CommandLineTool.start(
            ["grade", "--batch", "-", "-o", output], stdin: "\(Self.wrong)\n", leavesStdinOpen: true)
        var status = stat()
        let hasRow = await eventually {
            !running.process.isRunning || (stat(output, &status) == 0 && status.st_size > 0)
        }
        #expect(hasRow)
        try running.send("\(endless)\n")
        kill(running.process.processIdentifier, SIGINT)
        #expect(await running.finish().status == 130)
        #expect(try ids(output) == ["wrong"])
        let short = endless.replacing("600000", with: "100")
        let batch = try folder.write("\(Self.wrong)\n\(short)\n", to: "in.jsonl")
        let result = try await CommandLineTool.run(["grade", "--batch", batch, "-o", output])
        #expect(result.status == 0)
        #expect(try ids(output) == ["wrong", "endless"])
    }

    @Test(arguments: [
        (arguments: ["grade"], message: "expected a problem and one or more source files, --batch FILE, or --lcb"),
        (arguments: ["grade", "--batch", "x", "hot-soup"], message: "problem and language stand in its lines"),
        (arguments: ["grade", "hot-soup", "a.py", "--keep-order"], message: "belong to --batch"),
    ])
    func `arguments that do not go together are refused`(_ row: (arguments: [String], message: String)) async throws {
        let result = try await CommandLineTool.run(row.arguments)
        #expect(result.status == 2)
        #expect(result.stderr.contains(row.message))
    }
}
