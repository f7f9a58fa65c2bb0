import FoundationEssentials
import Glibc
@testable import Sandbox
import TestSupport
import Testing

/// One pool for each mode, with one launcher that has to serve all attacks.
private actor Launchers {
    static let shared = Launchers()

    private var started: [Mode: Task<(pool: SandboxPool, launcher: pid_t), any Error>] = [:]

    func pool(_ mode: Mode) async throws -> (pool: SandboxPool, launcher: pid_t) {
        if let known = started[mode] { return try await known.value }
        let task = Task { () async throws -> (pool: SandboxPool, launcher: pid_t) in
            let pool = try await mode.pool()
            _ = try await pool.run(Programs.shell("exit 0"))
            return (pool, try #require(pool.launcherProcesses.first))
        }
        started[mode] = task
        return try await task.value
    }
}

@Suite struct AttackTests {
    @Test(arguments: Attack.files) func `an attack says what it tries and how it ends`(_ file: String) throws {
        #expect(try !Attack.read(file).isEmpty)
    }

    @Test func `there are attacks in C, C++ and Python, in every folder`() {
        for kind in [".c", ".cpp", ".py"] { #expect(Attack.files.contains { $0.hasSuffix(kind) }) }
        #expect(Set(Attack.files.compactMap { $0.split(separator: "/").first }).count == 4)
        #expect(Attack.files.count >= 80)
    }

    /// Each attack in each mode; those on limits also in the modes that differ in nothing else.
    static let rounds: [(Mode, Attack)] = Attack.all.flatMap { attack in
        (attack.file.hasPrefix("resources/") ? Mode.ofLimits : Mode.available).map { ($0, attack) }
    }

    @Test(arguments: rounds) func `an attack is contained`(_ mode: Mode, _ attack: Attack) async throws {
        let (pool, launcher) = try await Launchers.shared.pool(mode)
        let marker = HostProcesses.newMarker()
        let outcome = try await pool.run(try await attack.request(marker: marker))
        let output = String(decoding: outcome.stdout, as: UTF8.self)
        let errors = String(decoding: outcome.stderr.prefix(500), as: UTF8.self)
        #expect(
            attack.ends.contains(outcome.end), "it ended as \(outcome.end) and said \(output.prefix(500)) \(errors)")
        if let expected = attack.prints, case .exited = outcome.end { #expect(output == expected + "\n") }
        for call in attack.refused { #expect(outcome.blockedSystemCalls.contains(call)) }
        if !attack.collects.isEmpty { #expect(attack.collected.contains(outcome.collected.keys.sorted())) }
        for (name, file) in outcome.collected where name != "program" {
            #expect(try file.read().starts(with: attack.contents.utf8))
        }
        #expect(HostProcesses.carrying(marker).isEmpty)
        #expect(outcome.stdout.count <= attack.limits.outputBytes)
        #expect(outcome.stderr.count <= attack.limits.outputBytes)
        if attack.stdin.count > 0 { #expect(try attack.stdin.read().starts(with: "as it was".utf8)) }
        // The worker is none the worse for it, and still the one that it was.
        #expect(try await pool.run(Programs.shell("exit 5")).end == .exited(5))
        #expect(pool.launcherProcesses == [launcher])
    }

    @Test(arguments: Attack.all.filter { $0.outside != nil })
    func `the same probe succeeds outside the sandbox`(_ attack: Attack) async throws {
        let path = try await Programs.compiledPath("\(Programs.attacks)/\(attack.file)")
        #expect(try Programs.outside([path] + attack.arguments).output == attack.outside.map { $0 + "\n" })
    }

    @Test(arguments: Mode.available) func `a file of the host is not there`(_ mode: Mode) async throws {
        let path = try await ProcessFolder.shared.path + "/secret-\(mode.rawValue)"
        try #require(FileManager.default.createFile(atPath: path, contents: Data("secret".utf8)))
        try #require(chmod(path, 0o644) == 0)
        let outcome = try await mode.pool().run(Programs.request(try await Programs.attack("read_file"), [path]))
        #expect(outcome.end == .exited(0))
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "No such file or directory\n")
        #expect(try Programs.outside([try await Programs.attackPath("read_file"), path]).output == "read\n")
    }

    @Test(arguments: Mode.available, ["/usr/local", "/usr/local/share", "/usr/src"])
    func `a request may show a covered folder, read-only`(_ mode: Mode, _ path: String) async throws {
        var request = Programs.shell("ls -A \(path) && ! touch \(path)/new")
        request.readOnlyPaths = [path]
        let outcome = try await mode.pool().run(request)
        #expect(outcome.end == .exited(0))
        let names = String(decoding: outcome.stdout, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(Set(names) == Set(try FileManager.default.contentsOfDirectory(atPath: path)))
    }

    @Test(arguments: [
        (["write_outside", "/tmp"], "unnamed made, named made\n"), (["read_file", "/proc/version"], "read\n"),
    ]) func `a probe for files finds one outside the sandbox`(_ attack: [String], _ output: String) async throws {
        let path = try await Programs.attackPath(attack[0])
        #expect(try Programs.outside([path] + attack.dropFirst()).output == output)
    }

    @Test func `the probe for open descriptors sees one`() async throws {
        let path = try await Programs.attackPath("descriptors")
        #expect(try Programs.outside(["/bin/sh", "-c", "exec \"$0\" 9</dev/null", path]).output != "0 others\n")
    }
}
