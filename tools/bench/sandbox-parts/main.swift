// The part of tools/bench/sandbox that runs programs, all from this one process: by posix_spawn, and by a warm pool.
//
//   bench-sandbox compare ROUNDS        variants on stdin, one a line: NAME, kind, STDIN, command, by tabs; the kinds are
//                                       spawn, spawn-kept (its output goes to a file in memory) and pool
//   bench-sandbox workers PROGRAM S     runs per second with one worker and with two, in turns of S seconds
//   bench-sandbox soak PROGRAM RUNS     what this process and its launcher hold, as the runs go by
//   bench-sandbox cpu PROGRAM RUNS      CPU time of fixed work, with idle cores and with loaded ones, in turns
//
// Each prints one JSON document.
import Foundation
import Glibc
import Sandbox

struct Failure: Error, CustomStringConvertible {
    let description: String
}

func show(_ document: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(document), as: UTF8.self))
}

/// Starts a command as cheaply as this can be done.
func spawn(_ command: [String], stdin: String = "/dev/null", stdout: String = "/dev/null") throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, stdin, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, stdout, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let error = posix_spawn(&child, command[0], &actions, nil, &words, environ)
    guard error == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(error)))") }
    return child
}

func runSpawned(_ command: [String], stdin: String, stdout: String) throws {
    let child = try spawn(command, stdin: stdin, stdout: stdout)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
        throw Failure(description: "\(command.joined(separator: " ")): wait status \(status); expected 0")
    }
}

/// A request for a command: a program of its own when it is a file outside /usr, else what is installed.
func request(_ command: [String], stdin: String = "/dev/null") throws -> SandboxRequest {
    var request = SandboxRequest(arguments: command, environment: ["PATH": "/usr/bin:/bin"])
    request.stdin = stdin == "/dev/null" ? .empty : try SandboxInput(contentsOf: stdin)
    for index in command.indices where command[index].hasPrefix("/") && !command[index].hasPrefix("/usr/") {
        let contents = try SandboxInput(contentsOf: command[index])
        request.files.append(SandboxFile(name: "program\(index)", contents: contents, isExecutable: index == 0))
        request.arguments[index] = "/work/program\(index)"
    }
    return request
}

func expectSuccess(_ outcome: SandboxOutcome) throws {
    guard outcome.end == .exited(0) else {
        throw Failure(description: "it ended as \(outcome.end); expected exit status 0")
    }
}

let clock = ContinuousClock()

func compare(rounds: Int) async throws {
    struct Variant {
        let name: String
        let stdin: String
        let stdout: String
        let command: [String]
        let request: SandboxRequest?
    }
    let kept = "/dev/shm/atlas-bench-\(getpid())"
    defer { unlink(kept) }
    var variants: [Variant] = []
    while let line = readLine() {
        let fields = line.split(separator: "\t").map(String.init)
        guard fields.count >= 4 else { throw Failure(description: "\"\(line)\": expected name, kind, stdin, command") }
        let command = Array(fields[3...])
        variants.append(
            Variant(
                name: fields[0], stdin: fields[2],
                stdout: fields[1] == "spawn-kept" ? kept : "/dev/null", command: command,
                request: fields[1] == "pool" ? try request(command, stdin: fields[2]) : nil))
    }
    let pool = try SandboxPool(workers: 1)
    var samples = [String: [Double]]()
    for round in -2..<rounds {
        for place in variants.indices {
            let variant = variants[(max(round, 0) + place) % variants.count]
            let began = clock.now
            if let request = variant.request {
                try expectSuccess(try await pool.run(request))
            } else {
                try runSpawned(variant.command, stdin: variant.stdin, stdout: variant.stdout)
            }
            let took = (clock.now - began) / .milliseconds(1)
            if round >= 0 { samples[variant.name, default: []].append(took) }  // the first two fill caches
        }
    }
    try show(samples)
}

/// Runs per second of so many workers.
func throughput(_ pool: SandboxPool, _ request: SandboxRequest, seconds: Double) async throws -> Double {
    let began = clock.now
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<pool.workers {
            group.addTask {
                var count = 0
                while clock.now - began < .seconds(seconds) {
                    try expectSuccess(try await pool.run(request))
                    count += 1
                }
                return count
            }
        }
        return try await group.reduce(0, +)
    }
    return Double(total) / ((clock.now - began) / .seconds(1))
}

func workers(program: String, seconds: Double) async throws {
    let (one, two) = (try SandboxPool(workers: 1), try SandboxPool(workers: 2))
    let request = try request([program])
    for pool in [one, two] { _ = try await throughput(pool, request, seconds: seconds / 4) }
    var samples: [String: [Double]] = [:]
    for _ in 0..<9 {
        samples["one", default: []].append(try await throughput(one, request, seconds: seconds))
        samples["two", default: []].append(try await throughput(two, request, seconds: seconds))
    }
    try show(samples)
}

/// What the machine holds for this process and for what it started.
struct Holdings: Codable {
    var runs: Int
    var milliseconds: Double
    var rssKiB: Int
    var descriptors: Int
    var launcherDescriptors: Int
    var launcherRSSKiB: Int
    var mounts: Int
    var groups: Int
    var processes: Int

    init(runs: Int, milliseconds: Double) {
        (self.runs, self.milliseconds) = (runs, milliseconds)
        let started = Self.descendants(of: getpid())
        rssKiB = Self.rss(getpid())
        launcherRSSKiB = started.map(Self.rss).reduce(0, +)
        descriptors = Self.count("/proc/self/fd")
        launcherDescriptors = started.map { Self.count("/proc/\($0)/fd") }.reduce(0, +)
        mounts = started.map { Self.lines("/proc/\($0)/mountinfo") }.reduce(Self.lines("/proc/self/mountinfo"), +)
        processes = 1 + started.count
        groups = 0
        for folder in (try? FileManager.default.subpathsOfDirectory(atPath: "/sys/fs/cgroup")) ?? [] {
            let name = folder.split(separator: "/").last ?? ""
            let words = name.split(separator: "-")  // atlas-sandbox-NAMESPACE-LAUNCHER-START.NUMBER
            if words.count == 5, words[1] == "sandbox", started.contains(pid_t(words[3]) ?? 0) { groups += 1 }
        }
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }

    private static func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    private static func lines(_ path: String) -> Int { text(path).split(separator: "\n").count }

    private static func rss(_ process: pid_t) -> Int {
        let line = text("/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }

    private static func descendants(of parent: pid_t) -> [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let children = all.compactMap { pid_t($0) }.filter { process in
            // The name is in parentheses; after it come the state and the parent.
            let line = text("/proc/\(process)/stat").split(separator: ")").last ?? ""
            return line.split(separator: " ").dropFirst().first == "\(parent)"
        }
        return children + children.flatMap(descendants)
    }
}

func soak(program: String, runs: Int) async throws {
    let pool = try SandboxPool(workers: 1)
    let request = try request([program])
    for _ in 0..<100 { try expectSuccess(try await pool.run(request)) }
    let began = clock.now
    var seen = [Holdings(runs: 0, milliseconds: 0)]
    for run in 1...runs {
        try expectSuccess(try await pool.run(request))
        if run % max(runs / 10, 1) == 0 {
            seen.append(Holdings(runs: run, milliseconds: (clock.now - began) / .milliseconds(1)))
        }
    }
    try show(seen)
}

/// Two busy processes for each core, for as long as it is not ended.
func load() throws -> [pid_t] {
    try (0..<2 * SandboxPool.availableCores).map { _ in try spawn(["/bin/sh", "-c", "while :; do :; done"]) }
}

func cpu(program: String, runs: Int) async throws {
    struct Result: Codable {
        var idle: [Double] = []
        var loaded: [Double] = []
        var ends: [String: Int] = [:]
    }
    let pool = try SandboxPool(workers: 1)
    var (result, plain) = (Result(), try request([program]))
    for _ in 0..<3 { result.idle.append(try await pool.run(plain).cpuMilliseconds) }
    // Close enough that a figure which grows under load would end a run.
    plain.limits.cpuMilliseconds = Int(result.idle.sorted()[1] * 1.5)
    plain.limits.wallMilliseconds = 120_000
    result.idle = []
    for _ in 0..<max(runs / 10, 1) {
        for isLoaded in [false, true] {
            let burners = isLoaded ? try load() : []
            defer {
                for burner in burners {
                    kill(burner, SIGKILL)
                    waitpid(burner, nil, 0)
                }
            }
            for _ in 0..<10 {
                let outcome = try await pool.run(plain)
                result.ends["\(outcome.end)", default: 0] += 1
                if isLoaded {
                    result.loaded.append(outcome.cpuMilliseconds)
                } else {
                    result.idle.append(outcome.cpuMilliseconds)
                }
            }
        }
    }
    try show(result)
}

let words = CommandLine.arguments
do {
    switch (words.dropFirst().first, words.count) {
    case ("compare", 3): try await compare(rounds: Int(words[2]) ?? 0)
    case ("workers", 4): try await workers(program: words[2], seconds: Double(words[3]) ?? 1)
    case ("soak", 4): try await soak(program: words[2], runs: Int(words[3]) ?? 0)
    case ("cpu", 4): try await cpu(program: words[2], runs: Int(words[3]) ?? 0)
    default: throw Failure(description: "expected compare, workers, soak or cpu; see the head of main.swift")
    }
} catch {
    FileHandle.standardError.write(Data("atlas: bench: \(error)\n".utf8))
    exit(3)
}
