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
    /// Fields that are added to each request as they are.
    public nonisolated let extra: [String: JSONValue]

    private let model: any ChatModel
    private let store: CallStore
    private let purpose: String?
    private var flights: [CallKey: Flight] = [:]

    /// A call that is under way, and how many wait for it.
    private struct Flight {
        var call: Task<Result<ChatResponse, ModelError>, Never>
        var waiters: Int
    }

    /// Wraps a model.
    ///
    /// - Parameters:
    ///   - model: The model that is asked.
    ///   - store: Where answers are kept.
    ///   - purpose: What the calls are made for, a problem's id: the record tells.
    public init(wrapping model: any ChatModel, store: CallStore, purpose: String? = nil) {
        self.model = model
        self.store = store
        self.purpose = purpose
        name = model.name
        prefersTools = model.prefersTools
        extra = model.extra
    }

    /// Answers from the store, or asks the model and records its answer before returning it.
    ///
    /// - Throws: What the model throws, or `ModelError.recordFailed`.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let request = completed(request)
        let key = CallKey(model: name, request: request)
        while true {
            let result = await joinFlight(key, request)
            // The call may have been cancelled by those who waited for it first.
            if result == .failure(.cancelled), !Task.isCancelled { continue }
            return try result.get()
        }
    }

    private func joinFlight(_ key: CallKey, _ request: ChatRequest) async -> Result<ChatResponse, ModelError> {
        let call: Task<Result<ChatResponse, ModelError>, Never>
        if let flight = flights[key] {
            CallContext.current.place?.skip()
            call = flight.call
            flights[key]?.waiters += 1
        } else {
            call = Task { await ask(key, request) }
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
        flights[CallKey(model: name, request: completed(request))]?.waiters ?? 0
    }

    /// Takes note that a waiter was cancelled; the call itself is cancelled with the last of them.
    private func leave(_ key: CallKey, _ call: Task<Result<ChatResponse, ModelError>, Never>) {
        guard var flight = flights[key], flight.call == call else { return }
        flight.waiters -= 1
        flights[key] = flight
        if flight.waiters == 0 { call.cancel() }
    }

    /// Looks up, or asks and keeps; outside of the actor, whose other callers need not wait for the disk.
    private nonisolated func ask(_ key: CallKey, _ request: ChatRequest) async -> Result<ChatResponse, ModelError> {
        do throws(ModelError) {
            if let recorded = try store.response(key, model: name, request: request) {
                CallContext.current.place?.skip()
                return .success(recorded)
            }
            try store.checkRoom()
        } catch {
            return .failure(error)
        }
        let attempts = AttemptLog()
        var record = CallRecord(model: name, purpose: purpose, request: request, started: Date().formatted(.iso8601))
        let result: Result<ChatResponse, ModelError>
        do throws(ModelError) {
            let (store, begun) = (store, record)
            let announce = { @Sendable (worst: TokenUsage) async throws(ModelError) in
                var begun = begun
                begun.attempts = attempts.all
                try await store.begin(begun, worst: worst, key: key)
            }
            let response = try await CallContext.with({
                $0.attempts = attempts
                $0.announce = announce
            }) { () async throws(ModelError) in
                try await model.respond(to: request)
            }
            record.response = response
            result = .success(response)
        } catch {
            record.failure = "\(error)"
            result = .failure(error)
        }
        record.attempts = attempts.all
        // A call that was never sent has cost nothing, and is nothing to tell of.
        guard record.response != nil || !record.attempts.isEmpty else { return result }
        do throws(ModelError) {
            try await store.keep(record, key: key)
            return result
        } catch {
            return .failure(error)
        }
    }
}
