extension ModelError {
    /// Whether the next call may well succeed: a server that gave up on this one, or an answer it garbled.
    public var isLimitedToOneCall: Bool {
        switch self {
        case .rejected, .contextExceeded, .exhausted, .protocolBroken: true
        case .recordedFailure(_, _, let ending): ending == nil
        case .capReached(let cap): cap.scope == .problem
        case .badName, .keyMissing, .unauthorised, .unknownModel, .unreachable, .notRecorded,
            .recordFailed, .localUnavailable, .cancelled:
            false
        }
    }

    /// Whether the user has to mend a name, a key or a folder: exit status 2, where the rest is 3.
    public var isUsersToMend: Bool {
        switch self {
        case .badName, .keyMissing, .unauthorised, .unknownModel, .notRecorded, .capReached: true
        case .recordedFailure(_, let isCap, let ending): isCap || ending == .usersToMend
        case .rejected, .contextExceeded, .exhausted, .protocolBroken, .unreachable, .recordFailed, .localUnavailable,
            .cancelled:
            false
        }
    }

    /// Whether a cap on what is spent is the reason.
    public var isCap: Bool {
        switch self {
        case .capReached: true
        case .recordedFailure(_, let isCap, _): isCap
        default: false
        }
    }

    /// How it ends what comes after it, where a replay is to end so too; nil for one that concerns a call alone, and for
    /// those that are no answer of a server.
    public var ending: RecordedEnding? {
        switch self {
        case .unauthorised, .unknownModel: .usersToMend
        case .unreachable: .server
        case .cancelled: .stopped
        case .recordedFailure(_, _, let ending): ending
        default: nil
        }
    }
}
