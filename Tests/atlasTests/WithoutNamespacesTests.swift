import Foundation
import ScriptedServer
import TestSupport
import Testing

/// A machine on which user namespaces are turned off, as an ordinary user sees it.
///
/// It is made of a user namespace of the test's own, in which no further one may be made: the setting is that
/// namespace's, and nothing of the machine changes.
@Suite(.enabled(if: WithoutNamespaces.isPossible, "skipped: takes unshare, setpriv and user namespaces"))
struct WithoutNamespacesTests {
    private static let remedy =
        "sandbox: namespaces: user namespace: unshare: No space left on device; user namespaces are turned off; "
        + "run: sudo sysctl user.max_user_namespaces=10000"

    @Test(arguments: [
        ["run", "sum.py"], ["grade", "sum", "sum.py"], ["grade", "--json", "sum", "sum.py"],
        ["problems", "check", "hot-soup"],
    ])
    func `a command that runs programs says one line with the remedy`(_ arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        _ = try folder.writeSum()
        try folder.write("print(sum(map(int, input().split())))\n", to: "sum.py")
        let result = try await WithoutNamespaces.run(arguments, in: folder)
        #expect(result.status == 3)
        #expect(result.stdout.isEmpty)
        #expect(result.stderr == "atlas: \(Self.remedy)\n")
    }

    @Test func `no model is asked for a program that could not be run`() async throws {
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ACTION: submit") }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        _ = try folder.writeSum()
        let result = try await WithoutNamespaces.run(["solve", "sum", "--model", "m@\(server.baseURL)"], in: folder)
        #expect(result.status == 3)
        #expect(result.stderr == "atlas: \(Self.remedy)\n")
        #expect(server.requests.isEmpty)
    }

    @Test func `a replay, which runs nothing, is not refused`() async throws {
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(text: "```python\nprint(sum(map(int, input().split())))\n```\n")
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        _ = try folder.writeSum()
        let options = ["solve", "sum", "--json", "--quiet"]
        let recorded = try await CommandLineTool.run(
            options + ["--method", "single", "--model", "m@\(server.baseURL)", "--record", "record"], in: folder.path)
        try #require(recorded.status == 0, "\(recorded.stderr)")
        _ = try Process.run(URL(filePath: "/bin/chmod"), arguments: ["-R", "a+rX", "\(folder.path)/record"])
            .waitUntilExit()
        let replayed = try await WithoutNamespaces.run(options + ["--replay", "record"], in: folder)
        #expect(replayed.status == 0, "\(replayed.stderr)")
        #expect(replayed.stdout == recorded.stdout)
        let graded = try await WithoutNamespaces.run(options + ["--replay", "record", "--grade"], in: folder)
        #expect(graded.status == 3)
        #expect(graded.stderr == "atlas: \(Self.remedy)\n")
    }

    @Test func `the doctor says it, and shows toolchains all the same`() async throws {
        let folder = try TemporaryFolder()
        let result = try await WithoutNamespaces.run(["doctor"], in: folder)
        #expect(result.status == 3)
        let words = result.stdout.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("no program can be run here: \(Self.remedy)"))
        #expect(
            result.stdout.contains("echo user.max_user_namespaces=10000 | sudo tee /etc/sysctl.d/60-atlas.conf"))
        #expect(result.stdout.contains("Python 3"))
        let document = try await WithoutNamespaces.run(["doctor", "--json"], in: folder)
        #expect(document.status == 3)
        #expect(document.stdout.contains("\"is_sound\":false"))
        #expect(document.stdout.contains("\"failure\":\"\(Self.remedy)\""))
    }
}

/// Runs `atlas` where no user namespace can be made.
private enum WithoutNamespaces {
    /// As whom: root would be told about users instead.
    private static let becomeUser =
        geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"] : []
    private static let setting = "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\""

    private static func command(_ arguments: [String]) -> [String] {
        becomeUser + ["unshare", "--user", "--map-root-user", "sh", "-c", setting, "sh"] + arguments
    }

    /// Whether this machine lets a test make such a place.
    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command([CommandLineTool.path, "--version"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// Runs `atlas` in a folder of the test's.
    static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> CommandLineTool.Result {
        try await CommandLineTool.run(arguments, by: command([]), in: folder.path)
    }
}
