import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Models

@Suite struct LocalProgramTests {
    /// Reads until the program has closed its output.
    private func output(of program: LocalProgram) async throws -> String {
        var text = ""
        let isClosed = await eventually {
            if case .open = program.readOutput(into: &text) { return false }
            return true
        }
        try #require(isClosed, "it wrote \(text)")
        return text
    }

    /// Reads until a line has come; fails if the output ends without one.
    private func firstLine(of program: LocalProgram) async throws -> String {
        var text = ""
        let isThere = await eventually {
            guard case .open = program.readOutput(into: &text) else { return true }
            return text.contains("\n")
        }
        try #require(isThere, "it wrote \(text)")
        return try String(#require(text.split(separator: "\n").first))
    }

    private func isRunning(_ processID: pid_t) -> Bool { kill(processID, 0) == 0 }

    @Test func `a program's output and exit status are seen`() async throws {
        let program = try LocalProgram(command: ["/bin/sh", "-c", "echo out; exit 7"], standardError: nil)
        #expect(try await output(of: program) == "out\n")
        #expect(await program.waitForEnd() == .exited(7))
    }

    @Test func `a program that reads its input ends when it is let go`() async throws {
        let program = try LocalProgram(command: ["/bin/sh", "-c", "echo up; cat; exit 4"], standardError: nil)
        #expect(try await firstLine(of: program) == "up")
        await program.end(grace: .seconds(30))
        #expect(program.poll() == .exited(4))
    }

    @Test func `a program that ignores being asked is killed`() async throws {
        let script = "trap '' TERM; echo up; while :; do sleep 1; done"
        let program = try LocalProgram(command: ["/bin/sh", "-c", script], standardError: nil)
        #expect(try await firstLine(of: program) == "up")
        await program.end(grace: .milliseconds(50))
        #expect(program.poll() == .signalled(SIGKILL))
    }

    @Test func `a program that nobody holds any more is gone`() async throws {
        var program: LocalProgram? = try LocalProgram(
            command: ["/bin/sh", "-c", "echo $$; while :; do sleep 1; done"], standardError: nil)
        let line = try await firstLine(of: #require(program))
        let processID = try #require(pid_t(line))
        #expect(isRunning(processID))
        program = nil
        #expect(!isRunning(processID))
    }

    @Test func `standard error goes to the file, emptied first`() async throws {
        let file = FileManager.default.temporaryDirectory.path + "/local-program-\(UUID().uuidString).log"
        defer { try? FileManager.default.removeItem(atPath: file) }
        for text in ["a long first line", "second"] {
            let program = try LocalProgram(command: ["/bin/sh", "-c", "echo \(text) >&2"], standardError: file)
            _ = await program.waitForEnd()
        }
        #expect(try String(decoding: Data(contentsOf: URL(filePath: file)), as: UTF8.self) == "second\n")
    }

    @Test func `a program that is not there is named`() {
        let command = ["/nowhere/python"]
        #expect(throws: ModelError.localUnavailable("/nowhere/python: No such file or directory")) {
            try LocalProgram(command: command, standardError: nil)
        }
    }
}
