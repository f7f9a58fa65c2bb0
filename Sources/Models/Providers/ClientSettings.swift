/// How a client deals with time and failure, whatever the provider.
public struct ClientSettings: Sendable {
    /// How long a connection may take to open.
    public var connectTimeout: Duration
    /// How long the first byte of an answer may take; a local model reads a long prompt for minutes.
    public var firstByteTimeout: Duration
    /// How long the answer may pause once it has begun.
    public var idleTimeout: Duration
    /// How long the stream may stay open once the answer's stop reason has come; then the answer is taken as it is.
    public var endTimeout: Duration
    /// When a failed request is sent again.
    public var retries: RetryPolicy
    /// The certificates of authorities that are trusted, a PEM file; nil for those of `SSL_CERT_FILE`, else the system's.
    public var certificateFile: String?
    /// How much the account behind the key may ask for.
    public var limits: ModelLimits

    /// Describes settings: 20 s to connect, 600 s to the first byte, 300 s between bytes, 10 s to the end, six attempts.
    public init(
        connectTimeout: Duration = .seconds(20), firstByteTimeout: Duration = .seconds(600),
        idleTimeout: Duration = .seconds(300), endTimeout: Duration = .seconds(10),
        retries: RetryPolicy = RetryPolicy(),
        certificateFile: String? = nil, limits: ModelLimits = ModelLimits()
    ) {
        self.connectTimeout = connectTimeout
        self.firstByteTimeout = firstByteTimeout
        self.idleTimeout = idleTimeout
        self.endTimeout = endTimeout
        self.retries = retries
        self.certificateFile = certificateFile
        self.limits = limits
    }

    var timeouts: HTTPRequest.Timeouts {
        HTTPRequest.Timeouts(connect: connectTimeout, firstByte: firstByteTimeout, idle: idleTimeout, end: endTimeout)
    }
}
