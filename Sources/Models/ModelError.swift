/// A failure of the model's side: exit status 3, except for a name or key that the user has to mend (2).
public enum ModelError: Error, Sendable, Equatable {
    /// A model's name, its address or its key is not of a known form; who was given the name knows where it stands.
    case badName(String)
    /// The environment variable that holds the provider's key is not set.
    case keyMissing(variable: String)
    /// 401 or 403: the key was refused.
    case unauthorised(host: String, variable: String?, message: String = "")
    /// The server does not know the model; `available` holds the names it offers, where it tells.
    case unknownModel(name: String, host: String, available: [String])
    /// Nothing answers at the address.
    case unreachable(url: String, reason: String)
    /// The server refused the request and repeating it would not help.
    case rejected(host: String, status: Int, message: String)
    /// The request and its answer are longer than the model's context.
    case contextExceeded(host: String, message: String)
    /// The call might have exceeded a cap on what is spent.
    case capReached(CapReached)
    /// Still failing after the last retry.
    case exhausted(host: String, attempts: Int, last: String)
    /// The server's answer is not of its protocol.
    case protocolBroken(host: String, detail: String)
    /// The record holds no answer to this request.
    case notRecorded(directory: String, detail: String)
    /// The record says that this call failed, and how; `isCap` when it was for a cap on what is spent, `ending` where
    /// nothing could go on after it.
    case recordedFailure(String, isCap: Bool, ending: RecordedEnding? = nil)
    /// A record cannot be written or read.
    case recordFailed(path: String, reason: String)
    /// The embedded model cannot be started.
    case localUnavailable(String)
    /// The task was cancelled.
    case cancelled
}

/// How a recorded failure ended all that was to come after it.
public enum RecordedEnding: String, Sendable, Codable {
    /// The user had a name or a key to mend.
    case usersToMend = "users_to_mend"
    /// The server was out of reach.
    case server
    /// It did not fail itself: the call was ended beside one that had.
    case stopped
}
