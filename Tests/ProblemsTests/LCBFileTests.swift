import FoundationEssentials
import Testing

@testable import Problems

@Suite struct LCBFileTests {
    private let file = LCBFile(path: Fixture.path("lcb/four.jsonl"))

    @Test func `a record with stdin tests becomes a problem`() throws {
        let problem = try file.record(id: "sum_a").problem()
        #expect(problem.id == "sum_a")
        #expect(problem.title == "Sum of Two")
        #expect(problem.statement == "Print the sum of two numbers.")
        #expect(problem.interface == .standardStreams)
        #expect(problem.comparison == .lcb)
        #expect(problem.limits.cpuMilliseconds == 6_000)
        #expect(problem.difficulty == "easy")
        #expect(problem.platform == "atcoder")
        #expect(problem.contestDate == "2024-05-31")
        #expect(problem.publicTests.map(\.name) == ["public-01"])
        #expect(problem.privateTests.map(\.name).suffix(3) == ["private-10", "private-11", "private-12"])
        #expect(problem.privateTests.allSatisfy { $0.group == .private })
        #expect(try problem.privateTests[1].input.load() == Data("5 5\n".utf8))
        #expect(try problem.privateTests[1].expected.load() == Data("10\n".utf8))
    }

    @Test func `a record with functional tests names its method and starter code`() throws {
        let problem = try file.record(id: "3300").problem()
        guard case .functional("turn", let code) = problem.interface else {
            Issue.record("\(problem.interface)")
            return
        }
        #expect(code.hasPrefix("class Solution:\n    def turn("))
        #expect(problem.comparison == .lcb)
        #expect(try problem.privateTests[1].expected.load() == Data("[\"é\"]".utf8))
    }

    @Test func `private tests as plain JSON and pickled by protocol 0 are read`() throws {
        for id in ["plain", "old/pickle"] {
            let tests = try file.record(id: id).problem().privateTests
            #expect(try tests.map { try $0.input.load() } == [Data("1 2\n".utf8), Data("5 5\n".utf8)])
        }
    }

    @Test func `records come one by one with their lines`() throws {
        var records = try file.records()
        var seen: [String] = []
        while let record = try records.next() { seen.append("\(record.line) \(record.id)") }
        #expect(seen == ["1 sum_a", "2 3300", "3 plain", "4 old/pickle"])
    }

    @Test func `an id written with escapes is found`() throws {
        let tree = try FileTree([:])
        let line = try String(decoding: Fixture.data("lcb/four.jsonl"), as: UTF8.self).split(separator: "\n")[0]
        try tree.add("a.jsonl", line.replacing("\"sum_a\"", with: "\"s\\u0075m\\/a\""))
        #expect(try LCBFile(path: tree.path + "/a.jsonl").record(id: "sum/a").id == "sum/a")
    }

    @Test func `an unknown id gets the nearest one`() {
        #expect(throws: ProblemError.unknownRecord(path: file.path, id: "sum-a", nearest: "sum_a")) {
            _ = try file.record(id: "sum-a")
        }
        #expect(throws: ProblemError.unknownRecord(path: file.path, id: "quite-another", nearest: nil)) {
            _ = try file.record(id: "quite-another")
        }
    }

    @Test func `a malformed line costs that line alone`() throws {
        let tree = try FileTree([:])
        let lines = try String(decoding: Fixture.data("lcb/four.jsonl"), as: UTF8.self).split(separator: "\n")
        try tree.add("a.jsonl", "\(lines[0])\nnonsense\n\n\(lines[0])\n\(lines[1])")
        var records = try LCBFile(path: tree.path + "/a.jsonl").records()
        #expect(try records.next()?.line == 1)
        #expect(throws: ProblemError.self) { _ = try records.next() }
        #expect(throws: ProblemError.self) { _ = try records.next() }
        #expect(try records.next()?.line == 5)
        #expect(try records.next()?.line == nil)
    }

    @Test func `lines longer than the reader's chunk are read whole`() throws {
        let tree = try FileTree([:])
        let line = try String(decoding: Fixture.data("lcb/four.jsonl"), as: UTF8.self).split(separator: "\n")[0]
        let long = String(repeating: "x", count: 3_000_001)
        let padded = line.replacing("Print", with: long)
        try tree.add(
            "a.jsonl", "\(line)\n\(padded.replacing("sum_a", with: "b"))\n\(line.replacing("sum_a", with: "c"))")
        let file = LCBFile(path: tree.path + "/a.jsonl")
        #expect(try file.record(id: "b").problem().statement.hasPrefix(long))
        #expect(try file.record(id: "c").line == 3)
        #expect(try file.record(id: "c").problem().statement == "Print the sum of two numbers.")
    }
}
