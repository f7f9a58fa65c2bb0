import YAMLText

/// What keeps an evaluation from starting or going on.
public enum EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The run's folder was made with other settings: exit status 2.
    case settingsDiffer(directory: String, field: String, stored: String, given: String)
    /// Another process works on the run: exit status 2.
    case runHeld(directory: String, holder: String)
    /// There is no run in the folder: exit status 2.
    case runMissing(directory: String)
    /// The run was made by another version of atlas, whose form this one does not know: exit status 2.
    case runOfOtherVersion(directory: String, found: String)
    /// A file of the run holds something unexpected: exit status 2.
    case runDamaged(path: String, found: String, remedy: String)
    /// A file with the options of an evaluation cannot be read: exit status 2.
    case configMalformed(path: String, line: Int?, detail: String)
    /// Runs that cannot be put together: exit status 2.
    case notMergeable(detail: String)
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
        case .runHeld(let directory, let holder):
            "\(directory): \(holder) works on this run; wait for it, or give another --run folder"
        case .runMissing(let directory):
            "\(directory): no run: it has no run.sqlite; expected a folder that \"atlas eval --run\" wrote"
        case .runOfOtherVersion(let directory, let found):
            "\(directory): holds \(found); use the atlas that made it, or another --run folder"
        case .runDamaged(let path, let found, let remedy):
            "\(path): \(found); \(remedy)"
        case .configMalformed(let path, let line, let detail):
            "\(path):\(line.map { "\($0):" } ?? "") \(detail)"
        case .notMergeable(let detail):
            detail
        case .runFailed(let path, let reason):
            "\(path): \(reason)"
        }
    }
}

extension EvaluationError: YAMLFailure {
    package init(path: String, line: Int?, detail: String) {
        self = .configMalformed(path: path, line: line, detail: detail)
    }
}
