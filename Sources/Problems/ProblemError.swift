/// Something wrong with a problem or a data set that the user gave: exit status 2.
public enum ProblemError: Error, Sendable, Equatable {
    /// There is no problem of that name; `nearest` is the closest known name.
    case unknownProblem(name: String, nearest: String?)
    /// A file cannot be read.
    case unreadable(path: String, reason: String)
    /// A file holds something unexpected at a place (`line 3`, `"difficulty"`, …): what was found, what is wanted.
    case malformed(path: String, place: String?, found: String, expected: String)
    /// An input has no expected output.
    case missingAnswer(input: String)
    /// There is nothing to judge with.
    case noTests(problem: String)
}
