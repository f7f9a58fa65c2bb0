import FoundationEssentials
import Judging
import Models
import Spelling

/// The rows of `atlas grade --batch`, as `atlas.grade-batch/1`.
public enum GradeBatchReport {
    private static let schema = "atlas.grade-batch/1"

    /// One line's row.
    ///
    /// - Parameters:
    ///   - result: What came of the line.
    ///   - showsTests: Whether each test has a row of its own in it.
    /// - Returns: The row.
    public static func row(_ result: BatchResult, showsTests: Bool) -> JSONValue {
        switch result {
        case .judged(let request, let report): judged(request, report, showsTests)
        case .faulty(let fault, let line):
            .object([
                "schema": .string(schema), "id": fault.id.map(id) ?? .null, "line": .int(line),
                "error": .string("line \(line): \(fault)"),
            ])
        }
    }

    private static func judged(_ request: BatchRequest, _ report: JudgeReport, _ showsTests: Bool) -> JSONValue {
        guard case .object(var row) = GradeReport.submission(report) else { return .null }
        row["file"] = nil
        if !showsTests { row["tests"] = nil }
        row["schema"] = .string(schema)
        row["id"] = id(request.id)
        row["problem"] = .string(request.problem)
        row["tests_passed"] = .int(report.tests.count { $0.verdict == .accepted })
        row["tests_run"] = .int(report.tests.count)
        return .object(row)
    }

    private static func id(_ id: BatchRequest.ID) -> JSONValue {
        switch id {
        case .text(let text): .string(text)
        case .number(let number): .int(number)
        case .large(let number): .large(number)
        }
    }

    /// What a later run has to know of a row.
    public struct Kept: Sendable {
        /// The line's id.
        public let id: BatchRequest.ID
        /// Whether the line is settled: judged, and not with a failure of the grader.
        public let counts: Bool
    }

    /// Reads a row back.
    ///
    /// - Returns: Its id, nil for a line that had none.
    /// - Throws: When it is no row of a batch.
    public static func kept(_ row: Data) throws -> Kept? {
        let read = try JSONDecoder().decode(Row.self, from: row)
        guard read.schema == schema, read.verdict != nil || read.error != nil else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no row of a batch"))
        }
        guard let id = read.id else { return nil }
        return Kept(id: id, counts: read.verdict.map { $0 != .judgeError } ?? false)
    }

    private struct Row: Decodable {
        let schema: String
        let id: BatchRequest.ID?
        let verdict: Verdict?
        let error: String?
    }

    /// `graded 120 submissions: 80 AC, 38 WA, 2 TLE; 3 faulty lines`.
    public static func summary(_ tally: BatchTally) -> String {
        let judged = tally.verdicts.values.reduce(0, +)
        let verdicts = Verdict.allCases.compactMap { verdict in
            tally.verdicts[verdict].map { "\($0) \(verdict.rawValue)" }
        }
        var text = "graded \(judged.counted("submission"))"
        if !verdicts.isEmpty { text += ": \(verdicts.joined(separator: ", "))" }
        if tally.faulty > 0 { text += "; \(tally.faulty.counted("faulty line"))" }
        if tally.skipped > 0 { text += "; \(tally.skipped) had results already" }
        return text
    }
}
