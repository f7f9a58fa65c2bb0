import Foundation
import Problems
import Synchronization
import Testing

@testable import Judging

/// A batch on the machine's real sandbox.
@Suite struct BatchGraderTests {
    /// Lines of a test, given out one by one.
    private final class Lines: Sendable {
        private let rest: Mutex<[String]>
        private let taken = Atomic<Int>(0)

        init(_ lines: [String]) { rest = Mutex(lines) }

        func next() -> BatchLine? {
            rest.withLock { rest in
                guard !rest.isEmpty else { return nil }
                let number = taken.wrappingAdd(1, ordering: .relaxed).newValue
                return .text(Data(rest.removeFirst().utf8), number: number)
            }
        }
    }

    private static func line(_ id: String, _ code: String, problem: String = "sum", language: String = "python")
        -> String
    {
        let object = ["id": id, "problem": problem, "language": language, "code": code]
        guard let data = try? JSONEncoder().encode(object) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private static let right = "print(sum(map(int, input().split())))"

    private static let shelf = ProblemShelf { reference throws(ProblemError) in
        guard reference == "sum" else { throw .unknownProblem(name: reference, nearest: "sum") }
        return Bench.sum()
    }

    private func grade(
        _ lines: [String], problems: ProblemShelf = shelf, keepsOrder: Bool = true, done: IDSet = IDSet(),
        patience: Duration = .seconds(3600)
    ) async throws -> (results: [BatchResult], tally: BatchTally) {
        let bench = try Bench()
        let settings = BatchGrader.Settings(policy: .all, keepsOrder: keepsOrder, window: 3, patience: patience)
        let grader = BatchGrader(judge: bench.judge, languages: .builtIn, problems: problems, settings: settings)
        let source = Lines(lines)
        var results: [BatchResult] = []
        let tally = try await grader.run(next: { source.next() }, isDone: done.contains) { results.append($0) }
        return (results, tally)
    }

    private func text(_ result: BatchResult) -> String {
        switch result {
        case .judged(_, let report): report.verdict.rawValue
        case .faulty(let fault, let line): "\(line): \(fault)"
        }
    }

    @Test func `each line gets its result, in the order of the lines when asked`() async throws {
        let (results, tally) = try await grade([
            Self.line("a", Self.right), "garbage", Self.line("b", "print(1)"), "",
            Self.line("c", "print(", language: "c"),
            Self.line("d", Self.right, problem: "sun"), Self.line("e", Self.right, language: "cobol"),
            Self.line("a", Self.right), Self.line("f", Self.right),
        ])
        let texts = results.map(text)
        #expect(texts.count == 8)
        #expect(texts[0] == "AC")
        #expect(texts[1].hasPrefix("2: no JSON object"))
        #expect(texts[2] == "WA")
        #expect(texts[3] == "CE")
        #expect(texts[4] == "6: \"problem\": \"sun\": there is no such problem; did you mean \"sum\"?")
        #expect(texts[5].hasPrefix("7: \"language\" is \"cobol\"; expected one of python"))
        #expect(texts[6] == "8: this \"id\" came before; expected one of its own")
        #expect(texts[7] == "AC")
        #expect(tally.verdicts == [.accepted: 2, .wrongAnswer: 1, .compileError: 1])
        #expect(tally.faulty == 4)
    }

    @Test func `without an order all lines get their results too`() async throws {
        let ids = (0..<12).map { "s\($0)" }
        let (results, tally) = try await grade(ids.map { Self.line($0, Self.right) }, keepsOrder: false)
        #expect(Set(results.compactMap(\.id)) == Set(ids.map { .text($0) }))
        #expect(tally.verdicts == [.accepted: 12])
    }

    @Test func `what has a result already is passed over`() async throws {
        var done = IDSet()
        _ = done.insert(.text("a"))
        let (results, tally) = try await grade([Self.line("a", Self.right), Self.line("b", Self.right)], done: done)
        #expect(results.map(\.id) == [.text("b")])
        #expect(tally.skipped == 1)
    }

    @Test func `what hangs beyond all limits is the grader's failure, and a batch that hangs on ends`() async throws {
        let gate = DispatchSemaphore(value: 0)
        defer { gate.signal() }
        let hanging = ProblemShelf { _ throws(ProblemError) in
            gate.wait()
            return Bench.sum()
        }
        let told = Mutex<[BatchResult]>([])
        let bench = try Bench()
        let grader = BatchGrader(
            judge: bench.judge, languages: .builtIn, problems: hanging,
            settings: .init(policy: .all, keepsOrder: false, window: 1, patience: .milliseconds(40)))
        let source = Lines([Self.line("a", Self.right), Self.line("b", Self.right)])
        await #expect(throws: JudgeFailure.self) {
            try await grader.run(next: { source.next() }, isDone: { _ in false }) { result in
                told.withLock { $0.append(result) }
            }
        }
        let results = told.withLock { $0 }
        #expect(results.map(\.id) == [.text("a")])
        #expect(results.map(text) == ["JE"])
    }

    @Test func `what the taker of results throws ends the batch`() async throws {
        struct Full: Error {}
        let bench = try Bench()
        let grader = BatchGrader(
            judge: bench.judge, languages: .builtIn, problems: Self.shelf,
            settings: .init(policy: .all, keepsOrder: false, window: 2))
        let source = Lines(["garbage", Self.line("a", Self.right)])
        await #expect(throws: Full.self) {
            try await grader.run(next: { source.next() }, isDone: { _ in false }) { _ in throw Full() }
        }
    }

    @Test func `a problem that is asked for again is read once, and few are kept`() async throws {
        let opened = Mutex<[String]>([])
        let shelf = ProblemShelf(largestBytes: 30_000) { reference throws(ProblemError) in
            opened.withLock { $0.append(reference) }
            return Problem(id: reference, title: reference, statement: String(repeating: "x", count: 9_000))
        }
        for reference in ["a", "b", "a", "c", "a", "b"] { _ = try await shelf.problem(reference) }
        // Two are kept: "b" made room for "c", as the one that was not asked for the longest.
        #expect(opened.withLock { $0 } == ["a", "b", "c", "b"])
    }
}
