import FoundationEssentials
import Glibc
import Sandbox
import Testing

/// A program of the folder `Attacks`, and what a contained result of it is, as the head of its file says.
///
/// The folder's README describes the fields of a head. One attack per line `Arguments:`.
struct Attack: Sendable, CustomTestStringConvertible {
    /// The file, from the folder `Attacks`: `escape/ptrace.c`.
    let file: String
    let arguments: [String]
    /// The command that is run inside on the source itself, where it is no program: a compiler's.
    let command: [String]
    let limits: SandboxLimits
    let stdin: SandboxInput
    /// The ends that are right.
    let ends: [SandboxOutcome.End]
    /// What it prints when it ends by itself, where that matters.
    let prints: String?
    /// Calls that the report must name.
    let refused: [String]
    let collects: [String]
    /// What may be collected: one of these sets of names.
    let collected: [[String]]
    /// How each collected file starts.
    let contents: String
    /// What it prints outside the sandbox, where it is harmless there and finds what it looks for.
    let outside: String?

    var testDescription: String { ([file] + arguments).joined(separator: " ") }

    /// Small, so that the tests are quick.
    static let limits = SandboxLimits(
        cpuMilliseconds: 3_000, wallMilliseconds: 20_000, memoryKiB: 128 * 1024, outputBytes: 1 << 20, processes: 32,
        workFolderKiB: 8 * 1024)

    /// The programs' files.
    static let files: [String] = ["compiler", "deceit", "escape", "resources"].flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Programs.attacks)/\(folder)")) ?? []
        return names.sorted().map { "\(folder)/\($0)" }
    }

    /// All whose heads can be understood; a test of its own names the others.
    static let all: [Attack] = files.flatMap { (try? read($0)) ?? [] }

    /// The attacks that a file describes.
    ///
    /// - Throws: `AttackHead.Failure`, which names file and line.
    static func read(_ file: String) throws -> [Attack] {
        let head = try AttackHead(file)
        let runs = head.all("Arguments")
        return try (runs.isEmpty ? [""] : runs).map { run in
            let parts = run.split(separator: " -> ", maxSplits: 1).map(String.init)
            let ends = parts.count == 2 ? parts[1] : try head.one("Ends")
            return try Attack(head, arguments: parts.first ?? "", ends: ends)
        }
    }

    private init(_ head: AttackHead, arguments: String, ends: String) throws {
        file = head.file
        self.arguments = arguments.split(separator: " ").map(String.init)
        command = head.first("Command")?.split(separator: " ").map(String.init) ?? []
        limits = try head.limits(Self.limits)
        stdin = try head.stdin()
        self.ends = try ends.components(" or ").map { try head.end($0) }
        prints = head.first("Prints")
        refused = head.list("Refused")
        collects = head.list("Collects")
        collected = head.first("Collected")?.components(" or ").map { $0 == "nothing" ? [] : $0.components(", ") } ?? []
        contents = head.first("Contents") ?? ""
        outside = head.first("Outside")
    }

    /// The run, with a marker on its command line by which its processes are found.
    func request(marker: String) async throws -> SandboxRequest {
        var request = SandboxRequest(arguments: [], stdin: stdin, limits: limits, collect: collects)
        let source = "\(Programs.attacks)/\(file)"
        if file.hasSuffix(".py") {
            request.arguments = ["/usr/bin/python3", "attack.py"]
            request.files = [SandboxFile(name: "attack.py", contents: try SandboxInput(contentsOf: source))]
        } else if !command.isEmpty {
            let name = "attack" + source[(source.lastIndex(of: ".") ?? source.endIndex)...]
            request.arguments = command
            request.policy = .compile
            request.files = [SandboxFile(name: name, contents: try SandboxInput(contentsOf: source))]
        } else {
            request.arguments = ["/work/program"]
            let program = try await Programs.compiled(source)
            request.files = [SandboxFile(name: "program", contents: program, isExecutable: true)]
        }
        request.environment = ["PATH": "/usr/bin:/bin"]
        request.arguments += arguments
        if command.isEmpty { request.arguments.append(marker) }
        return request
    }
}

extension String {
    /// The parts between the separators.
    func components(_ separator: String) -> [String] { split(separator: separator).map(String.init) }
}
