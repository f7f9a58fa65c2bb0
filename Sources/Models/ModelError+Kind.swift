extension ModelError {
    /// Whether the next call may well succeed: a server that gave up on this one, or an answer it garbled.
    public var isLimitedToOneCall: Bool {
        switch self {
        case .rejected, .contextExceeded, .exhausted, .protocolBroken, .recordedFailure: true
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
        case .rejected, .contextExceeded, .exhausted, .protocolBroken, .unreachable, .recordedFailure,
            .recordFailed, .localUnavailable, .cancelled:
            false
        }
    }

    /// Whether a cap on what is spent is the reason.
    public var isCap: Bool {
        switch self {
        case .capReached: true
        case .recordedFailure(_, let isCap): isCap
        default: false
        }
    }
}
