/// A failure of orchestration itself.
public enum OrchestrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// `--method` names no method: exit status 2.
    case unknownMethod(String, known: [String])
    /// A prompt of the user's cannot be used: exit status 2.
    case badPrompt(path: String, reason: String)
    /// The record holds no judgement of this program, as one that was cut off: exit status 3.
    case judgementNotRecorded(directory: String, submission: String)
    /// A judgement cannot be written or read back: exit status 3.
    case judgementRecordFailed(path: String, reason: String)

    /// One line: where, what was found, what to do.
    public var description: String {
        switch self {
        case .unknownMethod(let name, let known):
            "--method: \"\(name)\" is not known; expected one of \(known.joined(separator: ", "))"
        case .judgementNotRecorded(let directory, let submission):
            "\(directory): holds no judgement of \(submission): the record ends before it, or is of another problem, other "
                + "tests or limits; the command that recorded it (with --record) goes on from what it holds"
        case .judgementRecordFailed(let path, let reason), .badPrompt(let path, let reason):
            "\(path): \(reason)"
        }
    }
}
