import FoundationEssentials
import Testing

@testable import Problems

/// The examples in `docs/dataset-formats.md` are read as a user would copy them.
@Suite struct DocumentationTests {
    private let page: String

    init() throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardized
        page = try String(
            decoding: Data(contentsOf: root.appending(path: "docs/dataset-formats.md")), as: UTF8.self)
    }

    /// The first fenced block of a language.
    private func block(_ language: String) throws -> String {
        let start = try #require(page.firstRange(of: "```\(language)\n")).upperBound
        let end = try #require(page[start...].firstRange(of: "```")).lowerBound
        return String(page[start..<end])
    }

    @Test func `the record shown is a record`() throws {
        let tree = try FileTree(["data.jsonl": block("json")])
        let problem = try LCBFile(path: "\(tree.path)/data.jsonl").onlyRecord().problem()
        #expect(problem.id == "sum_a")
        #expect(problem.allTests.map(\.name) == ["public-01", "private-01"])
    }

    @Test func `the problem.yaml shown is a package's`() throws {
        let tree = try FileTree([
            "problem.yaml": block("yaml"), "statement/problem.en.md": "Text.", "data/secret/1.in": "",
            "data/secret/1.ans": "",
        ])
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(problem.title == "Two Summands")
        #expect(problem.limits.cpuMilliseconds == 1_500)
    }

    @Test func `the defaults shown are ours`() {
        let limits = ProblemLimits()
        #expect(page.contains("| CPU time of a test | \(limits.cpuMilliseconds / 1_000) s |"))
        #expect(page.contains("| memory of a test | \(limits.memoryKiB / 1_024) MiB |"))
        #expect(page.contains("| stdout of a test | \(limits.outputBytes >> 20) MiB |"))
    }

    @Test func `each label and expected result shown is known, and no other is`() throws {
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        for (label, verdicts) in SubmissionLabels.folders {
            #expect(
                rows.contains { $0.contains("`\(label)`") && $0.hasSuffix("| \(verdicts.joined(separator: ", ")) |") })
        }
        let start = try #require(page.firstRange(of: "Known there: ")).upperBound
        let end = try #require(page[start...].firstRange(of: ", each with")).lowerBound
        let shown = page[start..<end].split { !$0.isLetter && $0 != "_" }.map { String($0).replacing("_", with: "-") }
        #expect(Set(shown) == Set(SubmissionLabels.results.keys.filter { $0.count > 3 }))
    }
}
