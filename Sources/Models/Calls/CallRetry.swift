/// A request that was not answered and is sent again after a wait.
public struct CallRetry: Sendable, Equatable {
    /// The model as the user named it.
    public let model: String
    /// Why there was no answer, in one line.
    public let reason: String
    /// The wait, in seconds.
    public let seconds: Double
}

/// Does work, and tells of each wait before a request of its calls is sent again: for people to watch.
package func withRetryWatch<Value>(
    _ retry: @escaping @Sendable (CallRetry) -> Void, _ work: () async throws -> Value
) async throws -> Value {
    var context = CallContext.current
    context.retry = retry
    return try await CallContext.$current.withValue(context, operation: work)
}
