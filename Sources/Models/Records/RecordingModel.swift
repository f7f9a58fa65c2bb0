import FoundationEssentials

/// A model whose every answer is on disk before anyone sees it, and which asks nothing twice.
///
/// A request that the store has an answer to is answered from it: that is how an interrupted run goes on. Identical
/// requests at the same time share one call.
public actor RecordingModel: ChatModel {
    /// How the user named the model.
    public nonisolated let name: String
    /// Whether native tool calls are worth trying.
    public nonisolated let prefersTools: Bool

    private let model: any ChatModel
    private let store: CallStore
    private var flights: [String: Flight] = [:]

    /// A call that is under way, and how many wait for it.
    private struct Flight {
        var call: Task<Result<ChatResponse, ModelError>, Never>
        var waiters: Int
    }

    /// Wraps a model.
    public init(wrapping model: any ChatModel, store: CallStore) {
        self.model = model
        self.store = store
        name = model.name
        prefersTools = model.prefersTools
    }

    /// Answers from the store, or asks the model and records its answer before returning it.
    ///
    /// - Throws: What the model throws, or `ModelError.recordFailed`.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let key = store.fileName(model: name, request: request)
        while true {
            let result = await joinFlight(key, request)
            // The call may have been cancelled by those who waited for it first.
            if result == .failure(.cancelled), !Task.isCancelled { continue }
            return try result.get()
        }
    }

    private func joinFlight(_ key: String, _ request: ChatRequest) async -> Result<ChatResponse, ModelError> {
        let call: Task<Result<ChatResponse, ModelError>, Never>
        if let flight = flights[key] {
            call = flight.call
            flights[key]?.waiters += 1
        } else {
            call = Task { [model, store] in await Self.ask(model, request, store) }
            flights[key] = Flight(call: call, waiters: 1)
        }
        let result = await withTaskCancellationHandler {
            await call.value
        } onCancel: {
            Task { await self.leave(key, call) }
        }
        if flights[key]?.call == call { flights[key] = nil }
        return result
    }

    /// How many wait for the answer to a request that is under way.
    func waiters(for request: ChatRequest) -> Int {
        flights[store.fileName(model: name, request: request)]?.waiters ?? 0
    }

    /// Takes note that a waiter was cancelled; the call itself is cancelled with the last of them.
    private func leave(_ key: String, _ call: Task<Result<ChatResponse, ModelError>, Never>) {
        guard var flight = flights[key], flight.call == call else { return }
        flight.waiters -= 1
        flights[key] = flight
        if flight.waiters == 0 { call.cancel() }
    }

    /// Looks up, or asks and keeps; outside of the actor, whose other callers need not wait for the disk.
    private nonisolated static func ask(
        _ model: any ChatModel, _ request: ChatRequest, _ store: CallStore
    ) async -> Result<ChatResponse, ModelError> {
        do throws(ModelError) {
            if let recorded = try store.response(model: model.name, request: request) { return .success(recorded) }
            try store.checkRoom()
            let started = Date().formatted(.iso8601)
            let response = try await model.respond(to: request)
            try store.keep(response, model: model.name, request: request, started: started)
            return .success(response)
        } catch {
            return .failure(error)
        }
    }
}
