import Foundation
import TestSupport
import Testing

/// What a user does wrong: one line that says where, what and what to do, and the documented exit status.
@Suite struct BadInputTests {
    /// `{}` stands for the test's own folder in arguments and messages.
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let arguments: [String]
        let status: Int32
        let message: String

        var testDescription: String { why }
    }

    private static let languages =
        "python, pypy, cpp, cpp17, cpp23, cpp-clang, cpp17-clang, cpp23-clang, c, rust, go, java, javascript, kotlin, "
        + "swift, csharp"

    static let rows = [
        Row(
            why: "a missing source", arguments: ["grade", "{}/sum", "{}/none.py"], status: 2,
            message: "{}/none.py: No such file or directory"),
        Row(
            why: "an unknown ending", arguments: ["run", "{}/a.rb"], status: 2,
            message: "{}/a.rb: the name's ending belongs to no language; name it with --language, one of "
                + languages),
        Row(
            why: "an unknown language", arguments: ["run", "--language", "cobol", "{}/a.rb"], status: 2,
            message: "--language: \"cobol\" is not known; expected one of \(languages)"
        ),
        Row(
            why: "a source that is not UTF-8", arguments: ["run", "{}/latin1.py"], status: 2,
            message: "{}/latin1.py: not UTF-8 from byte 5 on; save the source as UTF-8"),
        Row(
            why: "a source of 100 MB", arguments: ["grade", "{}/sum", "{}/large.py"], status: 2,
            message: "{}/large.py: the source has 100000000 bytes; at most 1048576 are taken"),
        Row(
            why: "a folder with no tests", arguments: ["grade", "{}/empty", "{}/a.py"], status: 2,
            message: "{}/empty: "),
        Row(
            why: "a test without an answer", arguments: ["grade", "{}/unanswered", "{}/a.py"], status: 2,
            message: "{}/unanswered/tests/1.in: "),
        Row(
            why: "a malformed line of a data set", arguments: ["grade", "{}/data.jsonl#b", "{}/a.py"], status: 2,
            message: "{}/data.jsonl:2: "),
        Row(
            why: "a language that is none", arguments: ["grade", "{}/slower", "{}/a.py"], status: 2,
            message: "{}/slower/atlas.yaml:1: \"time_multipliers\" names \"pyton\"; expected ids of languages: python, "
        ),
        Row(
            why: "no day at all",
            arguments: ["problems", "list", "{}/data.jsonl", "--from", "2025-02-01", "--to", "2025-01-31"], status: 2,
            message: "--from: 2025-02-01 is later than --to 2025-01-31"),
        Row(
            why: "an unknown problem", arguments: ["grade", "bridge-tol", "{}/a.py"], status: 2,
            message: "\"bridge-tol\": there is no such problem; did you mean \"bridge-toll\"?"),
        Row(
            why: "an unknown option", arguments: ["grade", "--fast", "{}/sum", "{}/a.py"], status: 2,
            message: "Unknown option '--fast'; see \"atlas grade --help\""),
        Row(
            why: "a slip in an option", arguments: ["problems", "list", "--limti", "3"], status: 2,
            message: "Unknown option '--limti'. Did you mean '--limit'? See \"atlas problems list --help\""),
        Row(
            why: "an unknown command", arguments: ["grdae", "{}/sum", "--json"], status: 2,
            message: "\"grdae\": there is no such command; did you mean \"atlas grade\"?"),
        Row(
            why: "an unknown command below another", arguments: ["problems", "lsit"], status: 2,
            message: "\"problems lsit\": there is no such command; did you mean \"atlas problems list\"?"),
        Row(
            why: "help for what is no command", arguments: ["help", "nonsense"], status: 2,
            message: "\"nonsense\": there is no such command; \"atlas --help\" lists them"),
        Row(
            why: "a value of no known form", arguments: ["solve", "{}/sum", "--effort", "hi"], status: 2,
            message: "The value 'hi' is invalid for '--effort <effort>': How much models may think: off, low, medium, "
                + "high or a number of tokens (default: "),
        Row(
            why: "a word that is none of a few", arguments: ["solve", "{}/sum", "--probes", "maybe"], status: 2,
            message: "Please provide one of 'off', 'on' or 'auto'; see \"atlas solve --help\""),
        Row(
            why: "a word that is none of many", arguments: ["problems", "import", "--form", "mbp", "x"], status: 2,
            message: "Please provide one of the following: icpc, polygon, "),
        Row(
            why: "a limit of nothing", arguments: ["run", "--cpu-ms", "0", "{}/a.py"], status: 2,
            message: "--cpu-ms: 0; expected a number from 1 to 86400000"),
        Row(
            why: "a limit below nothing", arguments: ["problems", "list", "--limit", "-1"], status: 2,
            message: "atlas: --limit: -1; expected a number that is not negative"),
        Row(
            why: "a limit that is missing", arguments: ["problems", "list", "--limit", "--json"], status: 2,
            message: "Missing value for '--limit <n>'"),
        Row(
            why: "a day that is in no calendar", arguments: ["problems", "list", "--from", "2023-02-29"], status: 2,
            message: "--from: \"2023-02-29\"; expected a day such as 2024-05-31"),
        Row(
            why: "no model", arguments: ["solve", "{}/sum"], status: 2,
            message: "--model: missing; expected local, openai:NAME"),
        Row(
            why: "a model of no known form", arguments: ["solve", "{}/sum", "--model", "gpt"], status: 2,
            message: "--model: \"gpt\" is not known"),
        Row(
            why: "a solver of no known form",
            arguments: ["solve", "{}/sum", "--model", "m@http://127.0.0.1:9", "--solver", "foo"], status: 2,
            message: "atlas: --solver: \"foo\" is not known"),
        Row(
            why: "a model to ask of no known form", arguments: ["models", "ping", "nope"], status: 2,
            message: "atlas: \"nope\" is not known; expected a name of the models file, local"),
        Row(
            why: "a problem that is not among the bundled ones", arguments: ["problems", "list", "--ids", "zz"],
            status: 2, message: ": no problem has the id \"zz\"; expected the id of one that is there"),
        Row(
            why: "an unknown method",
            arguments: ["solve", "{}/sum", "--model", "m@http://127.0.0.1:9", "--method", "magic"],
            status: 2, message: "--method: \"magic\" is not known; expected one of atlas, atlas-integrator, single"),
        Row(
            why: "a key that is not set", arguments: ["solve", "{}/sum", "--model", "anthropic:claude"], status: 2,
            message: "ANTHROPIC_API_KEY"),
        Row(
            why: "a server that is not there",
            arguments: ["solve", "{}/sum", "--quiet", "--model", "m@http://127.0.0.1:9"],
            status: 3,
            message: "http://127.0.0.1:9"),
        Row(
            why: "a record that is none", arguments: ["solve", "{}/sum", "--replay", "{}/sum"], status: 2,
            message: "{}/sum: no record: it has no plan.json; expected a folder that --record wrote"),
        Row(
            why: "a record whose plan cannot be read", arguments: ["solve", "{}/sum", "--replay", "{}/planless"],
            status: 2, message: "{}/planless/plan.json: it is a folder, not a file"),
        Row(
            why: "a record below a file",
            arguments: ["solve", "{}/sum", "--model", "m@http://127.0.0.1:9", "--record", "{}/a.py/record"],
            status: 2, message: "/a.py/record: cannot be made: Not a directory"),
        Row(
            why: "a list of models that is not there",
            arguments: ["models", "list", "--models", "{}/none.yaml"], status: 2,
            message: "{}/none.yaml: No such file or directory; expected a models file"),
        Row(
            why: "a statement that is not UTF-8",
            arguments: ["problems", "import", "{}/sum", "-o", "{}/new", "--statement", "{}/latin1.py"], status: 2,
            message: "{}/latin1.py: byte 5 is not UTF-8; expected text in UTF-8"),
        Row(
            why: "a data set that is not there",
            arguments: ["eval", "{}/no.jsonl", "--model", "m@http://127.0.0.1:9", "--run", "{}/run"],
            status: 2, message: "{}/no.jsonl: "),
    ]

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try folder.writeSum()
        try folder.write("print(sum(map(int, input().split())))\n", to: "a.py")
        try folder.write("puts 1\n", to: "a.rb")
        try folder.write(Data("# caf".utf8) + Data([0xE9, 0x0A]), to: "latin1.py")
        truncate(try folder.write("", to: "large.py"), 100_000_000)
        try folder.write("Nothing.\n", to: "empty/statement.md")
        try folder.write("Nothing.\n", to: "unanswered/statement.md")
        try folder.write("1\n", to: "unanswered/tests/1.in")
        try folder.write("One.\n", to: "slower/statement.md")
        try folder.write("1\n", to: "slower/tests/1.in")
        try folder.write("1\n", to: "slower/tests/1.ans")
        try folder.write("time_multipliers: {pyton: 2}\n", to: "slower/atlas.yaml")
        try folder.write("", to: "planless/plan.json/empty")
        try folder.write("{\"question_id\": \"a\"}\n{\"question_id\": \"b\", ", to: "data.jsonl")
        return folder
    }

    @Test(arguments: rows)
    func `a mistake gets one clear line and its exit status`(_ row: Row) async throws {
        let folder = try folder()
        func filled(_ text: String) -> String { text.replacingOccurrences(of: "{}", with: folder.path) }
        let result = try await CommandLineTool.run(row.arguments.map(filled))
        #expect(result.status == row.status)
        #expect(result.stderr.contains(filled(row.message)), "\(result.stderr)")
        let complaints = result.stderr.split(separator: "\n")
        #expect(complaints.count == 1 && result.stderr.hasPrefix("atlas: "), "\(result.stderr)")
        #expect(result.stdout.isEmpty)
    }

    @Test func `a relative folder for the cache is refused`() async throws {
        let result = try await CommandLineTool.run(["languages"], environment: ["ATLAS_CACHE": "cache"])
        #expect(result.status == 2)
        #expect(
            result.stderr == "atlas: ATLAS_CACHE: \"cache\" is a relative path; expected one that begins with /, or "
                + "nothing to keep nothing\n")
    }

    @Test func `a full disk behind stdout is noticed`() async throws {
        let folder = try TemporaryFolder()
        let script = "exec '\(CommandLineTool.path)' problems list > /dev/full"
        let shell = Process()
        let stderr = Pipe()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", script]
        shell.environment = ["ATLAS_PROBLEMS": CommandLineTool.problems, "HOME": folder.path]
        shell.standardError = stderr
        try shell.run()
        let complaint = String(decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 3)
        #expect(complaint == "atlas: standard output: No space left on device\n")
    }
}
