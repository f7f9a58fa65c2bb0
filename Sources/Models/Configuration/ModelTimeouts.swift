/// How long a model's server may take, in seconds; nil for what `ClientSettings` says.
public struct ModelTimeouts: Sendable, Equatable {
    /// From the start to an open connection, name look-up included.
    public var connect: Double?
    /// From the start to the first byte of the answer.
    public var firstByte: Double?
    /// Between two pieces of the answer.
    public var idle: Double?

    /// States time limits; by default none.
    public init(connect: Double? = nil, firstByte: Double? = nil, idle: Double? = nil) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
    }
}

extension ClientSettings {
    /// Takes over the time limits that are stated.
    mutating func keep(to timeouts: ModelTimeouts) {
        if let seconds = timeouts.connect { connectTimeout = .seconds(seconds) }
        if let seconds = timeouts.firstByte { firstByteTimeout = .seconds(seconds) }
        if let seconds = timeouts.idle { idleTimeout = .seconds(seconds) }
    }
}
