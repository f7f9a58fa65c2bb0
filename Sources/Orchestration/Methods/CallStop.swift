import Models
import Synchronization

/// Ends the calls of works that are done at the same time once one of them has failed for good; what was answered by then is
/// still judged.
final class CallStop: Sendable {
    /// That of the works around; nil where nothing is done at the same time.
    @TaskLocal static var current: CallStop?

    private struct State {
        var isStopped = false
        var calls: [Task<Result<ChatResponse, ModelError>, Never>] = []
    }

    private let state = Mutex(State())

    /// Ends the calls under way, and those that would be made.
    func stop() {
        let calls = state.withLock { state in
            state.isStopped = true
            return state.calls
        }
        for call in calls { call.cancel() }
    }

    fileprivate func response(to request: ChatRequest, of model: any ChatModel) async throws(ModelError) -> ChatResponse
    {
        let call = Task { () async -> Result<ChatResponse, ModelError> in
            do throws(ModelError) { return .success(try await model.respond(to: request)) } catch {
                return .failure(error)
            }
        }
        let isStopped = state.withLock { state in
            state.calls.append(call)
            return state.isStopped
        }
        if isStopped { call.cancel() }
        return try await withTaskCancellationHandler {
            await call.value
        } onCancel: {
            call.cancel()
        }.get()
    }
}

extension ChatModel {
    /// Asks for an answer, as long as none of the works done at the same time has failed for good.
    ///
    /// - Throws: What `respond` throws; `.cancelled`.
    func answer(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        guard let stop = CallStop.current else { return try await respond(to: request) }
        return try await stop.response(to: request, of: self)
    }
}
