import FoundationEssentials

/// A problem as the browser extension Competitive Companion sends it: samples and limits, but no statement.
///
/// Source: the extension's documentation, "The format".
public struct CompanionTask: Sendable, Equatable, Decodable {
    /// The title.
    public var name: String
    /// The contest, for people.
    public var group: String?
    /// The problem's page.
    public var url: String?
    /// Whether the program talks to an interactor.
    public var interactive: Bool?
    /// In MiB.
    public var memoryLimit: Double?
    /// In ms.
    public var timeLimit: Double?
    /// The samples.
    public var tests: [Sample]
    /// Where programs read from; nil where that is not said.
    public var input: Stream?
    /// Where programs write to; nil where that is not said.
    public var output: Stream?
    /// Which problems were sent together; nil where that is not said.
    public var batch: Batch?
    /// The statement, for senders other than the extension.
    public var statement: String?

    /// One sample.
    public typealias Sample = PastedStatement.Sample

    /// Where a program reads from or writes to.
    public struct Stream: Sendable, Equatable, Decodable {
        /// `stdin`, `stdout`, `file` or `regex`.
        public var type: String
        /// The file's name, of a file.
        public var fileName: String?
        /// What the file's name looks like, of a `regex`.
        public var pattern: String?
    }

    /// Which problems were sent together.
    public struct Batch: Sendable, Equatable, Decodable {
        /// Shared by the problems of a batch.
        public var id: String
        /// How many there are.
        public var size: Int
    }

    /// The largest document that is read, in bytes.
    public static let largestBytes = 8 << 20
    /// The most samples taken.
    private static let mostSamples = 200

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: JSON.
    ///   - path: Where it comes from, for errors.
    /// - Throws: `ProblemError.malformed`.
    public init(_ bytes: Data, path: String) throws(ProblemError) {
        guard bytes.count <= Self.largestBytes else {
            throw .malformed(
                path: path, place: nil, found: "\(bytes.count) bytes", expected: "at most \(Self.largestBytes)")
        }
        do {
            self = try JSONDecoder().decode(CompanionTask.self, from: bytes)
        } catch {
            throw .malformed(
                path: path, place: nil, found: "no problem of Competitive Companion",
                expected:
                    "its JSON: \"name\", \"tests\" with \"input\" and \"output\", \"timeLimit\" in ms, \"memoryLimit\" in MB"
            )
        }
        guard tests.count <= Self.mostSamples else {
            throw .malformed(
                path: path, place: "\"tests\"", found: "\(tests.count) samples", expected: "at most \(Self.mostSamples)"
            )
        }
    }

    /// Which problems a document was sent with, whatever else is wrong with it; nil where it does not say.
    public static func batch(in bytes: Data) -> Batch? {
        struct Envelope: Decodable {
            var batch: Batch?
        }
        return (try? JSONDecoder().decode(Envelope.self, from: bytes))?.batch
    }

    /// Whether bytes look like such a document rather than a statement.
    public static func isLikely(_ bytes: Data) -> Bool {
        bytes.first { $0 > 32 } == UInt8(ascii: "{")
    }

    /// A short name made of the title.
    public var id: String { PastedStatement.name(name) }

    /// The problem, with a statement from elsewhere; its limits and samples are those that were sent.
    ///
    /// - Throws: `ProblemError.unsupported` for an interactive problem; `.malformed` without a statement.
    public func problem(statement given: String?) throws(ProblemError) -> Problem {
        guard interactive != true else {
            throw .unsupported(path: name, place: nil, feature: "an interactive problem without a local interactor")
        }
        for stream in [input, output].compactMap({ $0 }) where ["file", "regex"].contains(stream.type) {
            let file = stream.fileName ?? stream.pattern ?? "a file"
            throw .unsupported(
                path: name, place: nil,
                feature: "a problem whose programs read or write \(file) in place of stdin and stdout")
        }
        guard let statement = given ?? statement, statement.contains(where: { !$0.isWhitespace }) else {
            throw .malformed(
                path: name, place: nil, found: "no statement: Competitive Companion sends samples and limits only",
                expected: "the statement's text with --statement FILE, or - for standard input")
        }
        let pasted = PastedStatement(statement)
        var problem = try pasted.problem(id: id)
        problem.title = name
        if let timeLimit, (10...600_000).contains(timeLimit) { problem.limits.cpuMilliseconds = Int(timeLimit) }
        if let memoryLimit, (1...65_536).contains(memoryLimit) { problem.limits.memoryKiB = Int(memoryLimit * 1024) }
        if !tests.isEmpty { problem.publicTests = PastedStatement.tests(tests) }
        return problem
    }
}
