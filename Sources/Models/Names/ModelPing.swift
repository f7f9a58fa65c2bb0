import FoundationEssentials

/// Finds out by small calls what a model and its server really do.
public struct ModelPing: Sendable {
    /// What became of one question.
    public enum Outcome: Sendable, Equatable {
        /// As it was asked for.
        case works
        /// Answered, but not so.
        case ignored
        /// The server refused the request, with these words.
        case refused(String)
    }

    /// The answer to the plain question.
    public let answer: ChatResponse
    /// Whether it called the tool that it was told to call, with arguments that fit.
    public let tools: Outcome
    /// Whether an answer kept to a JSON schema.
    public let schema: Outcome
    /// The tokens of all answers.
    public let usage: TokenUsage
    /// How many questions were answered.
    public let calls: Int

    /// Asks the three questions, one after the other.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - effort: How much it may think.
    /// - Returns: What was seen.
    /// - Throws: `ModelError` when not even the plain question is answered, or when a later one fails for another reason
    ///   than that the server does not take it.
    public static func observe(
        _ model: any ChatModel, effort: Effort? = nil
    ) async throws(ModelError) -> ModelPing {
        let limit = 256 + (effort?.allowance ?? 0)
        let answer = try await model.respond(
            to: ChatRequest(
                messages: [.user("Count from one to ten in words, and say nothing else.")], maxTokens: limit,
                effort: effort))
        var answers = [answer]
        func outcome(
            _ request: ChatRequest, _ isRight: (ChatResponse) -> Bool
        ) async throws(ModelError) -> Outcome {
            do throws(ModelError) {
                let response = try await model.respond(to: request)
                answers.append(response)
                return isRight(response) ? .works : .ignored
            } catch {
                guard case .rejected(_, _, let message) = error else { throw error }
                return .refused(message)
            }
        }
        let tools = try await outcome(
            ChatRequest(
                messages: [.user("Call the tool report with the number 42.")], tools: [reportTool], maxTokens: limit,
                effort: effort)
        ) { response in
            guard let call = response.toolCalls.first, call.name == "report" else { return false }
            return JSONValue(parsing: call.arguments)?["number"]?.intValue == 42
        }
        let schema = try await outcome(
            ChatRequest(
                messages: [.user("Which city is the capital of France?")], responseSchema: citySchema,
                maxTokens: limit, effort: effort)
        ) { response in
            guard case .object(let fields)? = JSONValue(parsing: response.text) else { return false }
            return fields.count == 1 && fields["city"]?.stringValue != nil
        }
        return ModelPing(
            answer: answer, tools: tools, schema: schema,
            usage: answers.reduce(TokenUsage()) { $0 + $1.usage }, calls: answers.count)
    }

    private static let reportTool = ChatTool(
        name: "report", description: "Reports a number.",
        parameters: .object([
            "type": .string("object"), "properties": .object(["number": .object(["type": .string("integer")])]),
            "required": .array([.string("number")]), "additionalProperties": .bool(false),
        ]))

    private static let citySchema = JSONValue.object([
        "type": .string("object"), "properties": .object(["city": .object(["type": .string("string")])]),
        "required": .array([.string("city")]), "additionalProperties": .bool(false),
    ])
}
