import FoundationEssentials

/// What came of one line of a batch.
public enum BatchResult: Sendable {
    /// It was judged; the verdict is `JE` when the grader failed.
    case judged(BatchRequest, JudgeReport)
    /// It cannot be judged as it is.
    case faulty(BatchFault, line: Int)

    /// The id of the line, where it has one.
    public var id: BatchRequest.ID? {
        switch self {
        case .judged(let request, _): request.id
        case .faulty(let fault, _): fault.id
        }
    }
}

/// How many lines ended how.
public struct BatchTally: Sendable, Equatable {
    /// Lines that were judged, by verdict.
    public private(set) var verdicts: [Verdict: Int] = [:]
    /// Lines that cannot be judged as they are.
    public private(set) var faulty = 0
    /// Lines whose results are there already.
    public internal(set) var skipped = 0

    /// Nothing yet.
    public init() {}

    /// Counts a result.
    mutating func add(_ result: BatchResult) {
        switch result {
        case .judged(_, let report): verdicts[report.verdict, default: 0] += 1
        case .faulty: faulty += 1
        }
    }
}

/// One line of a batch as it was read.
public enum BatchLine: Sendable {
    /// A line's bytes without the line feed, and its number, counted from 1.
    case text(Data, number: Int)
    /// A line longer than is taken, in bytes; it was passed over.
    case tooLong(number: Int, most: Int)
}
