import FoundationEssentials
import Glibc
import Sandbox
import Testing

@Suite struct ToolchainTests {
    private static let compileLimits = SandboxLimits(
        cpuMilliseconds: 30_000, wallMilliseconds: 90_000, memoryKiB: 2 * 1024 * 1024, workFolderKiB: 512 * 1024)

    @Test func `a C++ program with every header compiles and runs`() async throws {
        let pool = try SandboxPool(workers: 1)
        let source = """
            #include <bits/stdc++.h>
            int main() { long a, b; std::cin >> a >> b; std::cout << a + b << std::endl; }
            """
        let compiled = try await pool.run(
            SandboxRequest(
                arguments: ["/usr/bin/g++", "-std=gnu++20", "-O2", "-o", "program", "solution.cpp"],
                environment: ["PATH": "/usr/bin:/bin", "TMPDIR": "/work"], limits: Self.compileLimits, policy: .compile,
                files: [SandboxFile(name: "solution.cpp", contents: try SandboxInput(Data(source.utf8)))],
                collect: ["program", "no such file"]))
        try #require(compiled.end == .exited(0), "\(String(decoding: compiled.stderr, as: UTF8.self))")
        #expect(compiled.blockedSystemCalls == [])
        #expect(Array(compiled.collected.keys) == ["program"])
        let program = try #require(compiled.collected["program"])
        let outcome = try await pool.run(Programs.request(program, stdin: try SandboxInput(Data("40 2\n".utf8))))
        #expect(outcome.end == .exited(0))
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "42\n")
        #expect(outcome.blockedSystemCalls == [])
    }

    /// Interpreters on this machine: Debian's, and the one in front of `PATH`, which may lie in a home folder.
    private static let interpreters: [(program: String, prefix: String)] = {
        let question = "import os,sys; print(os.path.realpath(sys.executable)); print(sys.base_prefix)"
        return ["/usr/bin/python3", "python3"].compactMap { name in
            guard let (status, text) = try? Programs.outside([name, "-c", question]), status == 0 else { return nil }
            let lines = text.split(separator: "\n").map(String.init)
            return lines.count == 2 ? (lines[0], lines[1]) : nil
        }
    }()

    @Test(arguments: interpreters) func `Python runs, wherever it is installed`(
        _ interpreter: (program: String, prefix: String)
    ) async throws {
        let pool = try SandboxPool(workers: 1)
        let script = "import sys, math, json, threading, subprocess; print(sum(map(int, sys.stdin.read().split())))"
        let outcome = try await pool.run(
            SandboxRequest(
                arguments: [interpreter.program, "-c", script], environment: ["HOME": "/work"],
                stdin: try SandboxInput(Data("1 2 3\n".utf8)),
                readOnlyPaths: interpreter.prefix == "/usr" ? [] : [interpreter.prefix]))
        #expect(outcome.end == .exited(0), "\(String(decoding: outcome.stderr, as: UTF8.self))")
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "6\n")
        #expect(outcome.blockedSystemCalls == [])
    }
}
