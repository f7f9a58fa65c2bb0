// Measures what judging itself costs: comparing a large output, and compiling C++ with and without the cache.
//
//   bench-judging [MEGABYTES]     size of the outputs, default 200
//
// Each comparison reads two files from page cache; memory is the process's own peak, VmHWM of proc(5). Compilations take
// turns, plain g++ -O2 against the builder with its precompiled header; a hit is the same source for a builder that
// remembers nothing, with the toolchain already found.
import Foundation
import Judging
import Problems
import Sandbox

func peakMiB() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) / 1024
}

func seconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    return try clock.measure(work) / .seconds(1)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

let folder = NSTemporaryDirectory() + "/atlas-bench-judging-\(getpid())"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

func write(_ name: String, lineEnd: String, megabytes: Int) throws -> String {
    let path = "\(folder)/\(name)"
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    var number = 0
    for _ in 0..<megabytes {
        var block = ""
        for _ in 0..<60_000 {
            block += "\(number &* 2_654_435_761 % 1_000_000_007) \(number)\(lineEnd)"
            number += 1
        }
        try file.write(contentsOf: Data(block.utf8))
    }
    try file.close()
    return path
}

func compare(megabytes: Int) throws {
    let expected = try write("expected", lineEnd: "\n", megabytes: megabytes)
    let other = try write("windows", lineEnd: "\r\n", megabytes: megabytes)
    let rules: [(String, Comparison)] = [
        ("tokens", .tokens(TokenRule())), ("tokens, 1e-6", .tokens(TokenRule(absoluteTolerance: 1e-6))),
        ("lines", .lines), ("exact", .exact), ("lcb", .lcb), ("unordered lines", .unordered(.lines)),
    ]
    print("comparison, \(megabytes) MB".padding(toLength: 34, withPad: " ", startingAt: 0) + "MB/s    peak MiB")
    for (name, rule) in rules {
        for (kind, actual) in [("equal bytes", expected), ("other line ends", other)] {
            if rule == .exact && actual == other { continue }
            var mismatch: Mismatch?
            let times = try (0..<3).map { _ in
                try seconds {
                    mismatch = try OutputComparison.mismatch(
                        rule, expected: .file(try OpenFile(expected)), actual: .file(try OpenFile(actual)))
                }
            }
            precondition(mismatch == nil, "\(name): \(mismatch?.description ?? "")")
            let speed = Double(try OpenFile(expected).count) / 1e6 / median(times)
            print(
                "\(name), \(kind)".padding(toLength: 34, withPad: " ", startingAt: 0)
                    + String(format: "%-8.0f%.1f", speed, peakMiB()))
        }
    }
}

func compile() async throws {
    let pool = try SandboxPool(workers: 1)
    let toolchains = Toolchains(path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    let cache = CacheFolder(path: "\(folder)/cache")
    let language = try LanguageTable.builtIn.named("cpp")
    func source(_ number: Int) -> String {
        """
        #include <bits/stdc++.h>
        using namespace std;
        int main() { int n; cin >> n; vector<int> a(n); for (auto &x : a) cin >> x; sort(a.begin(), a.end());
        map<int, int> m; for (int x : a) m[x] += \(number); for (auto &[k, v] : m) cout << k << ' ' << v << '\\n'; }

        """
    }
    func build(_ builder: ProgramBuilder, _ number: Int) async throws -> (CompileTrace, Double) {
        let submission = Submission(name: "a.cpp", source: source(number), language: language)
        let start = ContinuousClock.now
        guard case .ready(_, let trace?) = try await builder.build(submission) else {
            throw JudgingError.languageUnfit(problem: "bench", language: "C++", reason: "it does not compile")
        }
        return (trace, (ContinuousClock.now - start) / .milliseconds(1))
    }
    func fresh(_ cache: CacheFolder?) -> ProgramBuilder {
        ProgramBuilder(pool: pool, toolchains: toolchains, cache: cache)
    }
    _ = try await build(fresh(cache), 0)
    var (plain, header, hits): ([Double], [Double], [Double]) = ([], [], [])
    for round in 1...9 {
        plain.append(try await build(fresh(nil), round).0.cpuMilliseconds)
        header.append(try await build(fresh(cache), round).0.cpuMilliseconds)
        hits.append(try await build(fresh(cache), round).1)
    }
    print(String(format: "g++ -O2, bits/stdc++.h: %.0f ms of CPU time", median(plain)))
    print(
        String(
            format: "with the precompiled header: %.0f ms, %.2f of it", median(header),
            median(zip(header, plain).map { $0 / $1 })))
    print(String(format: "the same source again: %.2f ms of real time", median(hits)))
    await pool.shutDown()
}

try compare(megabytes: CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200)
try await compile()
