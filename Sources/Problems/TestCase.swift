import FoundationEssentials

/// One input and the output expected for it.
public struct TestCase: Sendable {
    /// Who may see a test.
    public enum Group: String, Sendable, Codable {
        /// In the statement: shown to models as evidence.
        case `public`
        /// For grading alone.
        case `private`
    }

    /// A name unique in the problem, such as `01` or `secret/07-large`.
    public var name: String
    /// Who may see it.
    public var group: Group
    /// stdin; for a functional problem one JSON value a line, each an argument.
    public var input: TestData
    /// The expected stdout; for a functional problem the JSON value expected to be returned.
    public var expected: TestData
    /// How this test's output is compared; nil for the problem's own comparison.
    public var comparison: Comparison?
    /// What it is worth when it is accepted, where the problem is scored by subtasks; infinite where its output validator
    /// has to say.
    public var points: Double
    /// The interactor's arguments on this test, in place of its own; nil for its own.
    public var interactorArguments: [String]?

    /// Describes a test.
    public init(
        name: String, group: Group, input: TestData, expected: TestData, comparison: Comparison? = nil,
        points: Double = 1
    ) {
        self.comparison = comparison
        self.points = points
        self.name = name
        self.group = group
        self.input = input
        self.expected = expected
    }
}

/// The bytes of an input or an expected output: held, or left in their file until needed.
public enum TestData: Sendable, Equatable {
    /// Bytes in memory.
    case bytes(Data)
    /// A file, read each time it is needed.
    case file(path: String)

    /// The largest input or expected output taken, in bytes: a test is held in memory when it is judged.
    public static let largestBytes = 512 << 20

    /// The bytes.
    ///
    /// - Throws: `ProblemError.unreadable` when the file cannot be read, is too large, or is not a regular file.
    public func load() throws(ProblemError) -> Data {
        switch self {
        case .bytes(let data): data
        case .file(let path): try FileContents.read(path, atMost: Self.largestBytes)
        }
    }
}
