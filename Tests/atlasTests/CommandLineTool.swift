import Foundation
import TestSupport

/// The built `atlas`, run as a user runs it.
struct CommandLineTool {
    /// What a run of it left.
    struct Result {
        let status: Int32
        let stdout: String
        let stderr: String
    }

    /// A run in progress.
    final class Running {
        let process = Process()
        fileprivate let stdin = Pipe()
        fileprivate let stdout = Pipe()
        fileprivate let stderr = Pipe()

        /// Writes to the program's stdin, which was left open.
        func send(_ text: String) throws { try stdin.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

        /// What was read of stderr already.
        private var heard = Data()

        /// Waits until stderr has a text; fails when it ends without.
        func waitForComplaint(containing text: String) async throws {
            let handle = stderr.fileHandleForReading
            while !String(decoding: heard, as: UTF8.self).contains(text) {
                let more = await withCheckedContinuation { continuation in
                    DispatchQueue.global().async { continuation.resume(returning: handle.availableData) }
                }
                if more.isEmpty { throw EndedEarly(stderr: String(decoding: heard, as: UTF8.self)) }
                heard += more
            }
        }

        /// The program ended before it said what was waited for.
        struct EndedEarly: Error {
            let stderr: String
        }

        /// Waits for the end and collects what was written.
        func finish() async -> Result {
            let (output, complaints) = (stdout.fileHandleForReading, stderr.fileHandleForReading)
            // Both at once: a program that fills one pipe while the other is read would wait for ever.
            async let reading = Self.read(output)
            async let listening = Self.read(complaints)
            let (stdout, stderr) = await (reading, listening)
            process.waitUntilExit()
            return Result(
                status: process.terminationStatus, stdout: stdout,
                stderr: String(decoding: heard, as: UTF8.self) + stderr)
        }

        private static func read(_ handle: FileHandle) async -> String {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: String(decoding: handle.readDataToEndOfFile(), as: UTF8.self))
                }
            }
        }
    }

    /// The program: beside the bundle of the tests.
    static let path: String = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let start = bundle ?? Bundle.main.executablePath ?? ""
        var folder = URL(filePath: start).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "atlas").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        fatalError("no built atlas beside \(start)")
    }()

    /// The folder of the bundled problems, in the checkout that this file belongs to.
    static let problems = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "problems").path

    /// Starts `atlas`; its environment is that of the test without keys and addresses of models.
    ///
    /// - Parameters:
    ///   - arguments: Its arguments.
    ///   - stdin: What it reads.
    ///   - leavesStdinOpen: Whether its stdin does not end.
    ///   - environment: Variables to add.
    ///   - launcher: A command that is given `atlas` and its arguments to execute.
    ///   - folder: Where it runs (default: where the tests do).
    /// - Returns: The run.
    /// - Throws: What keeps the process from starting.
    static func start(
        _ arguments: [String], stdin: String = "", leavesStdinOpen: Bool = false, environment: [String: String] = [:],
        by launcher: [String] = [], in folder: String? = nil
    ) throws -> Running {
        let running = Running()
        running.process.executableURL = URL(filePath: launcher.isEmpty ? path : "/usr/bin/env")
        running.process.arguments = launcher.isEmpty ? arguments : launcher + [path] + arguments
        if let folder { running.process.currentDirectoryURL = URL(filePath: folder) }
        var variables = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("OPENAI_") && !name.hasPrefix("ANTHROPIC_") && !name.hasPrefix("ATLAS_")
        }
        variables["ATLAS_PROBLEMS"] = problems
        // The models file of whoever runs the tests is not theirs.
        variables["XDG_CONFIG_HOME"] = "/nonexistent"
        running.process.environment = variables.merging(environment) { _, given in given }
        let input = running.stdin
        running.process.standardInput = input
        running.process.standardOutput = running.stdout
        running.process.standardError = running.stderr
        try running.process.run()
        if !stdin.isEmpty { try input.fileHandleForWriting.write(contentsOf: Data(stdin.utf8)) }
        if !leavesStdinOpen { try input.fileHandleForWriting.close() }
        return running
    }

    /// Runs `atlas` to its end.
    static func run(
        _ arguments: [String], stdin: String = "", environment: [String: String] = [:], by launcher: [String] = [],
        in folder: String? = nil
    ) async throws -> Result {
        await turns.enter()
        do {
            let result = try await start(
                arguments, stdin: stdin, environment: environment, by: launcher, in: folder
            ).finish()
            await turns.leave()
            return result
        } catch {
            await turns.leave()
            throw error
        }
    }

    private static let turns = Turns(2)
}

/// Lets a few in at once: all tests together would load the machine until right programs run out of real time.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

extension TemporaryFolder {
    /// The problem of adding two numbers, as an ad-hoc folder with one public and one private test.
    func writeSum() throws -> String {
        try write("Print the sum of the two integers of the input.\n", to: "sum/statement.md")
        try write("1 2\n", to: "sum/tests/sample-1.in")
        try write("3\n", to: "sum/tests/sample-1.ans")
        try write("123456789 987654321\n", to: "sum/tests/secret-1.in")
        try write("1111111110\n", to: "sum/tests/secret-1.ans")
        return "\(path)/sum"
    }
}
