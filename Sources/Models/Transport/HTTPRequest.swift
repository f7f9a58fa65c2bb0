/// One HTTP request for the transport.
struct HTTPRequest: Sendable {
    /// How long each phase may take.
    struct Timeouts: Sendable, Equatable {
        /// From the start to an open connection, name look-up included.
        var connect = Duration.seconds(20)
        /// From the start to the first byte of the answer's body; a local model reads a long prompt for minutes.
        var firstByte = Duration.seconds(600)
        /// Between two pieces of the body; a hosted model may think for minutes between its first word and the next.
        var idle = Duration.seconds(300)
        /// From the point where the reader expects nothing but the end.
        var end = Duration.seconds(10)
    }

    /// The whole URL.
    var url: String
    /// Names and values; neither holds a line break.
    var headers: [String]
    /// The body of a POST; nil for a GET.
    var body: [UInt8]?
    /// Whether the URL's host is this machine: no proxy is asked then.
    var isLoopback: Bool
    /// The certificates of authorities that are trusted, a PEM file; nil for those of `SSL_CERT_FILE`, else the system's.
    var certificateFile: String?
    /// How long each phase may take.
    var timeouts = Timeouts()
    /// The longest body that is taken, in bytes.
    var bodyLimit = 64 << 20
}

/// What a transfer reports, in this order: at most one head, pieces of the body, one end.
enum TransferEvent: Sendable {
    /// The final response's status and headers, names in lower case.
    case head(status: Int, headers: [String: String])
    /// A piece of the body, as it came from the network.
    case body([UInt8])
    /// The response is whole.
    case finished
    /// The transfer broke.
    case failed(TransferFailure)
}

/// Why a transfer broke.
struct TransferFailure: Error, Sendable, Equatable {
    /// What can be done about it.
    enum Kind: Sendable, Equatable {
        /// No address for the name.
        case nameNotFound
        /// Nothing listens at the address, or it cannot be reached.
        case notConnected
        /// The server's certificate is not trusted.
        case untrusted
        /// The request itself cannot be sent: a URL that is none, a protocol that is not built in.
        case unsendable
        /// The connection broke or a time limit was reached.
        case broken
    }

    var kind: Kind
    /// The reason in words, without the URL.
    var reason: String

    /// The reason, and what to look at where it does not say so itself.
    var told: String {
        kind == .nameNotFound || kind == .notConnected ? reason + "; is the server running, and the URL right?" : reason
    }
}
