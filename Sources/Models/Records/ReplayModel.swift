/// A model that answers from a record and from nothing else.
public struct ReplayModel: ChatModel {
    /// How the user named the model whose answers are replayed.
    public let name: String
    /// Whether native tool calls were worth trying when the record was made: the conversation must go the same way.
    public let prefersTools: Bool
    /// Fields that were added to each request as they are.
    public let extra: [String: JSONValue]

    private let store: CallStore

    /// Replays a model's answers.
    public init(
        name: String, store: CallStore, prefersTools: Bool? = nil, extra: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.store = store
        self.extra = extra
        self.prefersTools = prefersTools ?? (name != "local")
    }

    /// The recorded answer.
    ///
    /// - Throws: `ModelError.notRecorded` when there is none.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let request = completed(request)
        if let response = try store.response(model: name, request: request) { return response }
        let key = CallKey(model: name, request: request)
        throw .notRecorded(
            directory: store.directory,
            detail: "no answer of \(name) to sample \(request.sample) of this request (key \(key))")
    }
}
