import Models

/// A client of which so many calls at most are under way at once, over all samples.
public struct LimitedModel: ChatModel {
    /// How the user named the model.
    public var name: String { model.name }
    /// Whether native tool calls are worth trying.
    public var prefersTools: Bool { model.prefersTools }
    /// Fields that are added to each request.
    public var extra: [String: JSONValue] { model.extra }

    private let model: any ChatModel
    private let permits: Permits

    /// Limits a client; recorded answers, which come from a recorder around it, take no permit.
    public init(_ model: any ChatModel, permits: Permits) {
        self.model = model
        self.permits = permits
    }

    /// Asks once it is its turn.
    ///
    /// - Throws: What the client throws.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        guard await permits.take() else { throw .cancelled }
        defer { permits.giveBack() }
        return try await model.respond(to: request)
    }
}

/// A model of which a run takes note what its server calls it; it stands outside of the recorder, so that an answer from
/// the record is noted as well.
public struct NotedModel: ChatModel {
    /// How the user named the model.
    public var name: String { model.name }
    /// Whether native tool calls are worth trying.
    public var prefersTools: Bool { model.prefersTools }
    /// Fields that are added to each request.
    public var extra: [String: JSONValue] { model.extra }

    private let model: any ChatModel
    private let run: EvalRun

    /// Lets a run take note of a model.
    public init(_ model: any ChatModel, run: EvalRun) {
        self.model = model
        self.run = run
    }

    /// Asks, and takes note.
    ///
    /// - Throws: What the model throws.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let response = try await model.respond(to: request)
        await run.note(model: name, version: response.model)
        return response
    }
}
