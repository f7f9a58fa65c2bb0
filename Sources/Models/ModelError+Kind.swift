extension ModelError {
    /// Whether the next call may well succeed: a server that gave up on this one, or an answer it garbled.
    public var isLimitedToOneCall: Bool {
        switch self {
        case .rejected, .contextExceeded, .exhausted, .protocolBroken, .recordedFailure: true
        case .badName, .keyMissing, .unauthorised, .unknownModel, .unreachable, .capReached, .notRecorded,
            .recordFailed, .localUnavailable, .cancelled:
            false
        }
    }

    /// Whether the user has to mend a name, a key or a folder: exit status 2, where the rest is 3.
    public var isUsersToMend: Bool {
        switch self {
        case .badName, .keyMissing, .unauthorised, .unknownModel, .notRecorded: true
        case .rejected, .contextExceeded, .capReached, .exhausted, .protocolBroken, .unreachable, .recordedFailure,
            .recordFailed, .localUnavailable, .cancelled:
            false
        }
    }
}
