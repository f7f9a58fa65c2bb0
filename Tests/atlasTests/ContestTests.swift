import Foundation
import FoundationNetworking
import ScriptedServer
import TestSupport
import Testing

/// `atlas solve` with what a contestant has at hand, and `atlas show`.
@Suite struct ContestTests {
    private static let statement = """
        Two Cups
        Print the sum of the two integers of the input.

        Sample Input 1
        1 2

        Sample Output 1
        3

        """
    private static let task =
        #"{"name":"Two Cups","interactive":false,"memoryLimit":256,"timeLimit":2000,"#
        + #""tests":[{"input":"1 2\n","output":"3\n"}]}"#
    private static let right = "print(sum(map(int, input().split())))"

    private func server() throws -> ScriptedServer {
        try ScriptedServer.start(Self.answer)
    }

    private static func answer(_ request: ScriptedRequest) -> [ScriptedStep] {
        if request.method == "GET" { return [OpenAIScript.models(["scripted"])] }
        guard request.text.contains("ACTION: EXPLORE") else {
            return OpenAIScript.completion(text: "APPROACH: add\n```python\n\(right)\n```\n")
        }
        let hasEvidence = request.text.contains("used 1 of")
        return OpenAIScript.completion(
            text: hasEvidence ? "It passes.\nACTION: SUBMIT explore 1" : "Let us see.\nACTION: EXPLORE")
    }

    private func options(_ server: ScriptedServer) -> [String] {
        ["--model", "scripted@\(server.baseURL)", "--actions", "text", "--probes", "off"]
    }

    /// `atlas solve --listen`, once it listens, and its port.
    private func listening(_ arguments: [String], _ server: ScriptedServer) async throws -> (
        CommandLineTool.Running, UInt16
    ) {
        let port = try ScriptedServer.unusedPort()
        let running = try CommandLineTool.start(["solve", "--listen", "\(port)"] + arguments + options(server))
        try await running.waitForComplaint(containing: "listening on 127.0.0.1:\(port)")
        return (running, port)
    }

    @Test func `a pasted statement is solved, its samples are the public tests`() async throws {
        let folder = try TemporaryFolder()
        let server = try server()
        defer { server.stop() }
        let result = try await CommandLineTool.run(
            ["solve", "-", "-o", folder.path] + options(server), stdin: Self.statement)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stderr.contains("explore 1: AC (sample-1 AC)"), "\(result.stderr)")
        let found = "statement: 1 sample, 6.00 s of CPU time, 1024.0 MiB; outputs are compared token by token, "
        #expect(result.stderr.contains(found + "exactly\n"), "\(result.stderr)")
        let tolerant = try await CommandLineTool.run(
            ["solve", "-"] + options(server),
            stdin: "Time limit: 2 s\nA relative or absolute error of at most 0.000001 is allowed. Print any of them.\n"
                + Self.statement)
        #expect(
            tolerant.stderr.contains(
                "token by token, numbers within 1e-06 (absolute or relative error); other answers may be right too\n"))
        let quiet = try await CommandLineTool.run(["solve", "-", "-q"] + options(server), stdin: Self.statement)
        #expect(!quiet.stderr.contains("statement:"), "\(quiet.stderr)")
        #expect(try String(contentsOfFile: "\(folder.path)/two-cups.py", encoding: .utf8) == Self.right + "\n")
        #expect(server.requests.contains { $0.text.contains("Print the sum of the two integers") })
    }

    @Test func `a statement without samples is solved, unverified`() async throws {
        let server = try server()
        defer { server.stop() }
        let result = try await CommandLineTool.run(
            ["solve", "-", "--json"] + options(server), stdin: "Sum\nPrint the sum of two integers.\n")
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout.contains(#""stop_reason":"unverified""#), "\(result.stdout)")
        #expect(!result.stderr.contains("heading"), "\(result.stderr)")
        let rows = try await CommandLineTool.run(
            ["solve", "-", "--json"] + options(server),
            stdin: "Sum\nPrint the sum of two integers.\n\nSample Input\tSample Output\n1 2\t3\n4 5\t9\n")
        #expect(rows.status == 0, "\(rows.stderr)")
        #expect(rows.stderr.contains("1 heading of samples that no sample could be read below"), "\(rows.stderr)")
    }

    @Test func `a file of Competitive Companion is solved with a statement`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.task, to: "task.json")
        try folder.write("Add the two integers.\n", to: "statement.md")
        let server = try server()
        defer { server.stop() }
        let arguments = ["solve", "\(folder.path)/task.json"] + options(server)
        let without = try await CommandLineTool.run(arguments)
        #expect(without.status == 2)
        #expect(without.stderr.contains("--statement FILE"), "\(without.stderr)")
        let result = try await CommandLineTool.run(arguments + ["--statement", "\(folder.path)/statement.md"])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout == Self.right + "\n")
    }

    @Test func `the browser's problem is taken from a port of this machine alone, and the listening ends`() async throws
    {
        let folder = try TemporaryFolder()
        try folder.write("Add the two integers.\n", to: "statement.md")
        let server = try server()
        defer { server.stop() }
        let (running, port) = try await listening(["--statement", "\(folder.path)/statement.md"], server)
        // A web page that posts by itself is refused, and so is what is no problem.
        for row in [
            (origin: "https://example.org", type: "application/json", host: nil),
            (origin: "HTTP://127.0.0.1", type: "application/json", host: nil),
            (origin: "file://", type: "application/json", host: nil),
            // From a sandboxed frame or a data: URL.
            (origin: "null", type: "text/plain", host: nil),
            (origin: "null", type: "text/plain; application/json", host: nil),
            (origin: "null", type: "application/x-www-form-urlencoded", host: nil),
            (origin: "chrome-extension://1234", type: "text/plain", host: nil),
            // By a name that was bound to this machine once the page was loaded.
            (origin: nil, type: "application/json", host: "example.org:\(port)"),
            (origin: nil, type: "application/json", host: "127.0.0.1.example.org"),
        ] as [(origin: String?, type: String, host: String?)] {
            let status = try await Self.post(Self.task, port, origin: row.origin, type: row.type, host: row.host)
            #expect(status == 403, "\(row)")
        }
        // What comes from a tool that is no browser, or from an extension under any of its origins, is looked at.
        #expect(try await Self.post("{}", port, type: "application/x-www-form-urlencoded") == 400)
        #expect(try await Self.post("{}", port, host: "LOCALHOST:\(port)") == 400)
        #expect(try await Self.post("{}", port, host: "[::1]") == 400)
        #expect(try await Self.post("{}", port, origin: "null", type: "application/json; charset=utf-8") == 400)
        #expect(try await Self.post("{}", port, origin: "chrome-extension://1234") == 400)
        #expect(try await Self.post(Self.task, port, origin: "moz-extension://1234") == 200)
        let result = await running.finish()
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout == Self.right + "\n")
        #expect(result.stderr.contains("received 1 of 1: Two Cups"), "\(result.stderr)")
    }

    @Test func `each problem of a batch is solved by its own statement and written to its own file`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Add both cups.\n", to: "statements/1.md")
        try folder.write("Add both mugs.\n", to: "statements/two-mugs.md")
        try folder.write("", to: "programs/.keep")
        let server = try server()
        defer { server.stop() }
        let (running, port) = try await listening(
            ["--statement", "\(folder.path)/statements", "-o", "\(folder.path)/programs"], server)
        let cups = Self.batched("Two Cups", id: "a")
        #expect(try await Self.post(cups, port) == 200)
        // What comes twice counts once, and another batch has to wait.
        #expect(try await Self.post(cups, port) == 200)
        #expect(try await Self.post(Self.batched("Two Jars", id: "b"), port) == 409)
        #expect(try await Self.post(Self.batched("Two Mugs", id: "a"), port) == 200)
        let result = await running.finish()
        #expect(result.status == 0, "\(result.stderr)")
        for name in ["two-cups", "two-mugs"] {
            let program = try? String(contentsOfFile: "\(folder.path)/programs/\(name).py", encoding: .utf8)
            #expect(program == Self.right + "\n", "\(name)")
        }
        for text in ["Add both cups.", "Add both mugs."] {
            #expect(server.requests.contains { $0.text.contains(text) }, "\(text)")
        }
        #expect(result.stderr.contains("problem 2 of 2: two-mugs"), "\(result.stderr)")
    }

    @Test func `titles of one name get files of their own, and a problem that cannot be taken costs itself alone`()
        async throws
    {
        let folder = try TemporaryFolder()
        for place in 1...3 { try folder.write("Add both.\n", to: "statements/\(place).md") }
        try folder.write("", to: "programs/.keep")
        let server = try server()
        defer { server.stop() }
        let (running, port) = try await listening(
            ["--statement", "\(folder.path)/statements", "-o", "\(folder.path)/programs"], server)
        let guess = Self.batched("Guess", id: "a", size: 3).replacing(
            "\"tests\"", with: "\"interactive\": true, \"tests\"")
        for task in [Self.batched("Two Cups!", id: "a", size: 3), guess, Self.batched("Two cups", id: "a", size: 3)] {
            #expect(try await Self.post(task, port) == 200)
        }
        let result = await running.finish()
        #expect(result.status == 2, "\(result.stderr)")
        #expect(result.stderr.contains("Guess: an interactive problem without a local interactor"), "\(result.stderr)")
        for name in ["two-cups", "two-cups-2"] {
            let program = try? String(contentsOfFile: "\(folder.path)/programs/\(name).py", encoding: .utf8)
            #expect(program == Self.right + "\n", "\(name)")
        }
    }

    @Test func `a problem of a batch that cannot be read is not waited for, and costs itself alone`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Add both cups.\n", to: "statements/1.md")
        try folder.write("", to: "programs/.keep")
        let server = try server()
        defer { server.stop() }
        let (running, port) = try await listening(
            ["--statement", "\(folder.path)/statements", "-o", "\(folder.path)/programs"], server)
        let sample = #"{"input":"1 2\n","output":"3\n"}"#
        let samples = Array(repeating: sample, count: 201).joined(separator: ",")
        let crowded = Self.batched("Two Mugs", id: "a", size: 3).replacing(sample, with: samples)
        #expect(try await Self.post(Self.batched("Two Cups", id: "a", size: 3), port) == 200)
        // What comes twice counts once, also where it cannot be read.
        for _ in 1...2 { #expect(try await Self.post(crowded, port) == 400) }
        #expect(try await Self.post(#"{"name":"Two Jars","batch":{"id":"a","size":3}}"#, port) == 400)
        let result = await running.finish()
        #expect(result.status == 2, "\(result.stderr)")
        #expect(result.stderr.contains("201 samples"), "\(result.stderr)")
        #expect(result.stderr.contains("no problem of Competitive Companion"), "\(result.stderr)")
        let program = try? String(contentsOfFile: "\(folder.path)/programs/two-cups.py", encoding: .utf8)
        #expect(program == Self.right + "\n")
    }

    @Test(arguments: [
        // A turn, an explore and the turn that submits it; the second problem finds nothing left.
        (refuses: "", cap: 3, calls: 3, status: 2, solved: "two-cups", told: "--max-calls 3: all of them are made"),
        (refuses: "Add both cups.", cap: 4, calls: 4, status: 3, solved: "two-mugs", told: "no cups today"),
    ])
    func `caps hold for a batch in all, and a problem that gets no answer costs itself alone`(
        _ row: (refuses: String, cap: Int, calls: Int, status: Int32, solved: String, told: String)
    ) async throws {
        let folder = try TemporaryFolder()
        try folder.write("Add both cups.\n", to: "statements/1.md")
        try folder.write("Add both mugs.\n", to: "statements/2.md")
        try folder.write("", to: "programs/.keep")
        let server = try ScriptedServer.start { request in
            if !row.refuses.isEmpty, request.text.contains(row.refuses) {
                return [OpenAIScript.error(status: 400, message: row.told)]
            }
            return Self.answer(request)
        }
        defer { server.stop() }
        let (running, port) = try await listening(
            [
                "--statement", "\(folder.path)/statements", "-o", "\(folder.path)/programs", "--max-calls",
                "\(row.cap)",
            ], server)
        #expect(try await Self.post(Self.batched("Two Cups", id: "a"), port) == 200)
        #expect(try await Self.post(Self.batched("Two Mugs", id: "a"), port) == 200)
        let result = await running.finish()
        #expect(result.status == row.status, "\(result.stderr)")
        #expect(result.stderr.contains("atlas: ") && result.stderr.contains(row.told), "\(result.stderr)")
        #expect(server.requests.count { $0.method == "POST" } == row.calls)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/programs")
        #expect(files.filter { !$0.hasPrefix(".") } == ["\(row.solved).py"])
    }

    @Test func `a batch without a folder for its programs is refused before anything is asked`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Add both.\n", to: "statements/1.md")
        try folder.write("Add both.\n", to: "statements/2.md")
        let server = try server()
        defer { server.stop() }
        let (running, port) = try await listening(["--statement", "\(folder.path)/statements"], server)
        #expect(try await Self.post(Self.batched("Two Cups", id: "a"), port) == 200)
        #expect(try await Self.post(Self.batched("Two Mugs", id: "a"), port) == 200)
        let result = await running.finish()
        #expect(result.status == 2)
        #expect(result.stderr.contains("2 problems came; expected -o with a folder"), "\(result.stderr)")
        #expect(!server.requests.contains { $0.method == "POST" })
    }

    @Test func `interactive problems are refused before anything is asked`() async throws {
        let server = try server()
        defer { server.stop() }
        let result = try await CommandLineTool.run(
            ["solve", "-"] + options(server), stdin: "Guess\nThis is an interactive problem.\n")
        #expect(result.status == 2)
        #expect(result.stderr.contains("interactive problem without a local interactor"))
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [
        (["--model", "openai:gpt-5"], "OPENAI_API_KEY is not set"),
        (["--model", "m@http://127.0.0.1:9", "--solver", "anthropic:claude"], "ANTHROPIC_API_KEY is not set"),
        (["--model", "m@http://127.0.0.1:9", "--max-cost", "1"], "--max-cost: no price is known"),
        (["--model", "m@http://127.0.0.1:9", "-o", "/nonexistent/a.py"], "there is no folder /nonexistent"),
    ])
    func `what is wrong with the options is told before a problem is taken`(
        _ options: [String], _ told: String
    ) async throws {
        // Were it taken, it would be refused.
        let result = try await CommandLineTool.run(
            ["solve", "-"] + options, stdin: "Guess\nThis is an interactive problem.\n")
        #expect(result.status == 2)
        #expect(result.stderr.contains(told), "\(result.stderr)")
    }

    @Test func `a solution is told as a story, from a file, from stdin, and with -v`() async throws {
        let folder = try TemporaryFolder()
        let server = try server()
        defer { server.stop() }
        let file = try folder.write(
            """
            models:
              scripted: {provider: compatible, model: m, url: \(server.baseURL), price: {input: 1, output: 1000}}
            """, to: "models.yaml")
        let solved = try await CommandLineTool.run(
            ["solve", "-", "--json", "-v"] + options(server) + ["--models", file, "--model", "scripted"],
            stdin: Self.statement)
        try folder.write(solved.stdout, to: "story.json")
        let shown = try await CommandLineTool.run(["show", "\(folder.path)/story.json"])
        #expect(shown.status == 0, "\(shown.stderr)")
        for part in [
            "two-cups, in python, by atlas:", "turn 1: explore", "thought: Let us see.", "explore 1: ",
            "approach: add", "evidence: AC, 1 of 1 public test accepted", "turn 2: submit explore 1",
            "final program, by explore 1", "stopped: a program passed the public tests",
        ] {
            #expect(shown.stdout.contains(part), "\(part) is not in\n\(shown.stdout)")
        }
        let sums = try #require(shown.stdout.split(separator: "\n").last)
        #expect(sums.contains(", cost $0.0"), "\(sums)")
        #expect(shown.stdout.split(separator: "\n").allSatisfy { $0.count <= 80 || !$0.dropFirst(4).contains(" ") })
        let piped = try await CommandLineTool.run(["show", "-", "--programs"], stdin: solved.stdout)
        #expect(piped.stdout.contains("| \(Self.right)"))
        // -v says the same.
        #expect(solved.stderr.hasSuffix(shown.stdout), "\(solved.stderr)")
        let wrong = try await CommandLineTool.run(["show", "-"], stdin: "{}")
        #expect(wrong.status == 2)
        #expect(wrong.stderr.contains("standard input: no solution"))
    }

    /// A problem of a batch of two.
    private static func batched(_ name: String, id: String, size: Int = 2) -> String {
        #"{"name":"\#(name)","batch":{"id":"\#(id)","size":\#(size)},"tests":[{"input":"1 2\n","output":"3\n"}]}"#
    }

    private static func post(
        _ body: String, _ port: UInt16, origin: String? = nil, type: String = "application/json", host: String? = nil
    ) async throws -> Int {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)/")))
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        if let host { request.setValue(host, forHTTPHeaderField: "Host") }
        if let origin { request.setValue(origin, forHTTPHeaderField: "Origin") }
        let (_, response) = try await URLSession.shared.data(for: request)
        return (response as? HTTPURLResponse)?.statusCode ?? 0
    }
}
