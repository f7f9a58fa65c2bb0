import Foundation
import Problems
import Sandbox
import TestSupport
import Testing

@testable import Judging

/// Compiled programs and headers kept between commands.
@Suite struct ProgramCacheTests {
    private static let source =
        "#include <bits/stdc++.h>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b; }\n"

    /// As a new command would have it: a builder that remembers nothing, on the same folder.
    private func trace(_ source: String, _ language: String = "cpp", in folder: TemporaryFolder) async throws
        -> CompileTrace
    {
        let bench = try Bench()
        let builder = ProgramBuilder(
            pool: bench.pool, toolchains: bench.toolchains, cache: CacheFolder(path: folder.path))
        let judge = try Judge(pool: bench.pool, builder: builder)
        let submission = Submission(name: "a", source: source, language: try LanguageTable.builtIn.named(language))
        let problem = Bench.sum()
        let report = try await judge.judge(submission, on: problem, tests: problem.allTests)
        #expect(report.verdict == .accepted, "\(report.message ?? "")")
        return try #require(report.compile)
    }

    @Test func `the same source is compiled once, by whatever command`() async throws {
        let folder = try TemporaryFolder()
        let first = try await trace(Self.source, in: folder)
        #expect(first.cached == nil)
        // The header that was compiled on the way is there for the next source.
        let header = try FileManager.default.subpathsOfDirectory(atPath: folder.path).first {
            $0.hasSuffix("stdc++.h.gch")
        }
        #expect(header != nil)
        let second = try await trace(Self.source, in: folder)
        #expect(second.cached == true)
        #expect(second.cpuMilliseconds == first.cpuMilliseconds)
        let other = try await trace(Self.source + "// another\n", in: folder)
        #expect(other.cached == nil)
        let flags = try await trace(
            "#include <cstdio>\nint main() { long long a, b; scanf(\"%lld%lld\", &a, &b); printf(\"%lld\", a + b); }",
            "cpp17", in: folder)
        #expect(flags.cached == nil)
    }

    @Test func `a program that was cut or changed in the cache is compiled again`() async throws {
        let folder = try TemporaryFolder()
        let source =
            "int printf(const char *, ...), scanf(const char *, ...);\nint main(void) { long long a, b; scanf(\"%lld%lld\", &a, &b); printf(\"%lld\", a + b); return 0; }\n"
        _ = try await trace(source, "c", in: folder)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/programs").first)
        let path = "\(folder.path)/programs/\(name)"
        let bytes = try #require(FileManager.default.contents(atPath: path))
        for spoiled in [bytes.prefix(bytes.count / 2), bytes.dropLast() + [7], Data()] {
            try Data(spoiled).write(to: URL(filePath: path))
            #expect(try await trace(source, "c", in: folder).cached == nil)
        }
        #expect(try await trace(source, "c", in: folder).cached == true)
    }

    @Test func `many writers of one program leave it whole, and nothing else`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProgramCache(folder: CacheFolder(path: folder.path))
        let product = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let trace = CompileTrace(
            succeeded: true, cpuMilliseconds: 1, wallMilliseconds: 1, peakKiB: 1, diagnostics: .empty)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    cache.keep(product, trace, "key")
                    #expect(cache.program("key")?.product == product)
                }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/programs") == ["key"])
    }

    @Test func `the size of the cache is looked at once in many files or bytes`() {
        let few = ShrinkTurns(bytes: 0, files: 0)
        #expect((1...600).filter { _ in few.isDue(after: 1000) } == [256, 512])
        let large = ShrinkTurns(bytes: 0, files: 0)
        #expect((1...8).filter { _ in large.isDue(after: 5 << 20) } == [4, 8])
        #expect(ShrinkTurns(bytes: 0, files: 255).isDue(after: 1))
        #expect(ShrinkTurns(bytes: (16 << 20) - 1, files: 0).isDue(after: 1))
        // Wherever it begins, one of so many is due.
        let random = ShrinkTurns()
        #expect((1...256).filter { _ in random.isDue(after: 1) }.count == 1)
    }

    @Test func `what was not used for the longest time goes first`() throws {
        let folder = try TemporaryFolder()
        let cache = CacheFolder(path: folder.path)
        for name in ["a", "b", "c", "d"] {
            #expect(cache.write(Data(count: 1000), to: "programs/\(name)"))
            // Times in the past, in order: the file system's clock may be too coarse for writes in a row.
            let seconds = Double(name.utf8.first.map { Int($0) } ?? 0)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: seconds)],
                ofItemAtPath: "\(folder.path)/programs/\(name)")
        }
        #expect(cache.read("programs/a") != nil)
        cache.shrink("programs", to: 3000, keeping: "d")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/programs").sorted() == ["a", "d"])
    }
}
