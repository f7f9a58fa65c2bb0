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
    /// Each answer is short, and so is its limit: a weak model that cannot stop goes on to it, at a few tokens a second.
    /// Only a model that used it up without a visible word, because it thinks first, is asked again with room for that.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - effort: How much it may think.
    ///   - progress: Told what is asked next, in a few words.
    /// - Returns: What was seen.
    /// - Throws: `ModelError` when not even the plain question is answered, or when a later one fails for another reason
    ///   than that the server does not take it.
    public static func observe(
        _ model: any ChatModel, effort: Effort? = nil, progress: (String) -> Void = { _ in }
    ) async throws(ModelError) -> ModelPing {
        var answers: [ChatResponse] = []
        func ask(_ question: String, _ change: (inout ChatRequest) -> Void) async throws(ModelError) -> ChatResponse {
            var request = ChatRequest(
                messages: [.user(question)], maxTokens: shortAnswer + (effort?.allowance ?? 0), effort: effort)
            change(&request)
            var response = try await model.respond(to: request)
            answers.append(response)
            if response.finishReason.isCut, response.text.isEmpty, response.toolCalls.isEmpty {
                request.maxTokens += roomForThinking
                response = try await model.respond(to: request)
                answers.append(response)
            }
            return response
        }
        progress("asking for an answer")
        let answer = try await ask("Count from one to ten in words, and say nothing else.") { _ in }
        func outcome(
            _ question: String, _ change: (inout ChatRequest) -> Void, _ isRight: (ChatResponse) -> Bool
        ) async throws(ModelError) -> Outcome {
            do throws(ModelError) {
                return isRight(try await ask(question, change)) ? .works : .ignored
            } catch {
                guard case .rejected(_, _, let message) = error else { throw error }
                return .refused(message)
            }
        }
        progress("asking for a call of a tool")
        let tools = try await outcome("Call the tool report with the number 42.", { $0.tools = [reportTool] }) {
            response in
            guard let call = response.toolCalls.first, call.name == "report" else { return false }
            return JSONValue(parsing: call.arguments)?["number"]?.intValue == 42
        }
        progress("asking for an answer by a schema")
        let schema = try await outcome("Which city is the capital of France?", { $0.responseSchema = citySchema }) {
            response in
            guard case .object(let fields)? = JSONValue(parsing: response.text) else { return false }
            return fields.count == 1 && fields["city"]?.stringValue != nil
        }
        return ModelPing(
            answer: answer, tools: tools, schema: schema,
            usage: answers.reduce(TokenUsage()) { $0 + $1.usage }, calls: answers.count)
    }

    /// More than any of the answers needs, in tokens.
    private static let shortAnswer = 96
    /// What is added for a model that thinks though nobody asked it to, in tokens.
    private static let roomForThinking = 4_096

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
