import Problems

/// Problems that a batch has asked for, the latest kept: a batch of any length needs memory for a few.
public actor ProblemShelf {
    /// How much of tests is kept, in bytes; the latest problem is kept however large it is.
    public static let defaultBytes = 48 << 20

    private let largestBytes: Int
    private let open: @Sendable (String) throws(ProblemError) -> Problem
    /// The last one is the latest asked for.
    private var kept: [(reference: String, problem: Problem, bytes: Int)] = []

    /// Opens problems when they are first asked for.
    ///
    /// - Parameters:
    ///   - largestBytes: How much of tests is kept, in bytes.
    ///   - open: Reads the problem that a reference stands for.
    public init(
        largestBytes: Int = defaultBytes, open: @escaping @Sendable (String) throws(ProblemError) -> Problem
    ) {
        self.largestBytes = largestBytes
        self.open = open
    }

    /// The problem that a reference stands for.
    ///
    /// - Throws: `ProblemError`.
    public func problem(_ reference: String) throws(ProblemError) -> Problem {
        if let index = kept.firstIndex(where: { $0.reference == reference }) {
            kept.append(kept.remove(at: index))
            return kept[kept.count - 1].problem
        }
        let problem = try open(reference)
        kept.append((reference, problem, Self.bytes(of: problem)))
        var total = kept.reduce(0) { $0 + $1.bytes }
        while total > largestBytes, kept.count > 1 { total -= kept.removeFirst().bytes }
        return problem
    }

    /// What the tests take, with some room for the rest of a test and of the problem.
    private static func bytes(of problem: Problem) -> Int {
        problem.allTests.reduce(problem.statement.utf8.count + 4096) { sum, test in
            [test.input, test.expected].reduce(sum + 512) { sum, data in
                if case .bytes(let bytes) = data { sum + bytes.count } else { sum + 256 }
            }
        }
    }
}
