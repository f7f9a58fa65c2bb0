import Synchronization

/// What surrounds a call and is no part of its request: who notes its attempts, who pays for them, and
/// which others it stands behind.
///
/// It goes along with the task, because between those who set it (a recorder, a meter) and the exchange that reads it
/// lie clients that have nothing to do with it.
struct CallContext: Sendable {
    /// That of the current task.
    @TaskLocal static var current = CallContext()

    /// Takes note of every attempt, where anyone asks for it.
    var attempts: AttemptLog?
    /// Writes down that an attempt is about to be sent, and what it can take at most, where anyone asks for it.
    var announce: (@Sendable (TokenUsage) async throws(ModelError) -> Void)?
    /// Reserves what an attempt may cost, where there is a cap.
    var meter: CallMeter?
    /// The place among calls that are made at the same time, where there is an order.
    var place: CallOrder.Place?
    /// Is told when the first byte of an answer has been passed on.
    var firstByte: (@Sendable () -> Void)?
    /// Is told of each wait before a request is sent again.
    var retry: (@Sendable (CallRetry) -> Void)?

    /// Runs a call with this context changed.
    static func with(
        _ change: (inout CallContext) -> Void,
        _ call: @Sendable () async throws(ModelError) -> ChatResponse
    ) async throws(ModelError) -> ChatResponse {
        var context = current
        change(&context)
        let result = await $current.withValue(context) { () async -> Result<ChatResponse, ModelError> in
            do throws(ModelError) {
                return .success(try await call())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// The attempts of one call, in order.
final class AttemptLog: Sendable {
    private let attempts = Mutex<[CallAttempt]>([])

    /// The attempts so far.
    var all: [CallAttempt] { attempts.withLock { $0 } }

    func note(_ attempt: CallAttempt) { attempts.withLock { $0.append(attempt) } }
}

/// Runs a call, and tells when the first byte of its answer has been passed on: for measuring.
///
/// - Parameters:
///   - firstByte: Called once for each attempt that gets so far.
///   - call: The call.
/// - Returns: Its answer.
/// - Throws: What the call throws.
package func withFirstByteWatch(
    _ firstByte: @escaping @Sendable () -> Void, _ call: @Sendable () async throws(ModelError) -> ChatResponse
) async throws(ModelError) -> ChatResponse {
    try await CallContext.with({ $0.firstByte = firstByte }, call)
}
