import Models

/// A model whose calls are counted while they are under way.
public struct WatchedModel: ChatModel {
    /// How the user named the model.
    public var name: String { model.name }
    /// Whether native tool calls are worth trying.
    public var prefersTools: Bool { model.prefersTools }
    /// Fields that are added to each request.
    public var extra: [String: JSONValue] { model.extra }

    private let model: any ChatModel
    private let update: @Sendable (_ change: (inout EvalProgress) -> Void) -> Void

    /// Watches a model.
    public init(_ model: any ChatModel, update: @escaping @Sendable (_ change: (inout EvalProgress) -> Void) -> Void) {
        self.model = model
        self.update = update
    }

    /// Asks the model.
    ///
    /// - Throws: What the model throws.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        update { $0.callBegan() }
        do {
            let response = try await model.respond(to: request)
            update { $0.callEnded(attempts: response.attempts) }
            return response
        } catch {
            update { $0.callEnded(attempts: 1) }
            throw error
        }
    }
}
