/// What keeps an evaluation from starting or going on.
public enum EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The run's folder was made with other settings: exit status 2.
    case settingsDiffer(directory: String, field: String, stored: String, given: String)
    /// Another process works on the run: exit status 2.
    case runHeld(directory: String)
    /// A file of the run holds something unexpected: exit status 2.
    case runDamaged(path: String, place: String, found: String)
    /// A file of the run cannot be read or written: exit status 3.
    case runFailed(path: String, reason: String)

    /// Whether the user has to mend it, rather than the machine.
    public var isUsersToMend: Bool {
        if case .runFailed = self { false } else { true }
    }

    /// One line: where, what was found, what to do.
    public var description: String {
        switch self {
        case .settingsDiffer(let directory, let field, let stored, let given):
            "\(directory): this run was begun with \(field) \(stored), not \(given); "
                + "give the same settings, or another --run folder"
        case .runHeld(let directory):
            "\(directory): another atlas works on this run; wait for it, or give another --run folder"
        case .runDamaged(let path, let place, let found):
            "\(path):\(place): \(found); expected a line that atlas wrote"
        case .runFailed(let path, let reason):
            "\(path): \(reason)"
        }
    }
}
