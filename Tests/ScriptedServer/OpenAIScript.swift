import FoundationEssentials

/// A tool call for a scripted answer, in either protocol.
public struct ScriptedToolCall: Sendable {
    /// The provider's id of the call.
    public var id: String
    /// The tool.
    public var name: String
    /// The arguments: JSON, or what a test wants instead.
    public var arguments: String

    /// Describes a call.
    public init(id: String = "call_1", name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// Token counts for a scripted answer.
public struct ScriptedUsage: Sendable {
    /// Tokens of the request.
    public var input: Int
    /// Tokens of the answer.
    public var output: Int

    /// Makes counts.
    public init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }
}

/// Answers in the protocol of OpenAI's chat completions.
public enum OpenAIScript {
    /// A streamed completion as real servers send it: role, text, calls in fragments, finish reason, usage, `[DONE]`.
    ///
    /// - Parameters:
    ///   - text: The answer; sent in two pieces.
    ///   - reasoning: Sent as `reasoning_content` before the text.
    ///   - toolCalls: Each call's arguments are sent in two fragments.
    ///   - finishReason: By default what fits: `tool_calls` with calls, else `stop`.
    ///   - usage: The counts; nil leaves the usage out.
    ///   - model: The name the server reports.
    /// - Returns: The steps of one answer.
    public static func completion(
        text: String = "", reasoning: String = "", toolCalls: [ScriptedToolCall] = [], finishReason: String? = nil,
        usage: ScriptedUsage? = ScriptedUsage(input: 10, output: 5), model: String = "scripted"
    ) -> [ScriptedStep] {
        var steps = [chunk(#"{"role":"assistant","content":""}"#, model: model)]
        if !reasoning.isEmpty { steps.append(chunk(#"{"reasoning_content":\#(json(reasoning))}"#, model: model)) }
        steps += halves(text).map { chunk(#"{"content":\#(json($0))}"#, model: model) }
        for (index, call) in toolCalls.enumerated() {
            let function = #"{"name":\#(json(call.name)),"arguments":""}"#
            let opening = #"{"index":\#(index),"id":\#(json(call.id)),"type":"function","function":\#(function)}"#
            steps.append(chunk(#"{"tool_calls":[\#(opening)]}"#, model: model))
            for piece in halves(call.arguments) {
                let fragment = #"{"index":\#(index),"function":{"arguments":\#(json(piece))}}"#
                steps.append(chunk(#"{"tool_calls":[\#(fragment)]}"#, model: model))
            }
        }
        let reason = finishReason ?? (toolCalls.isEmpty ? "stop" : "tool_calls")
        steps.append(chunk("{}", finishReason: reason, model: model))
        if let usage {
            steps.append(data(#"{"id":"s","model":\#(json(model)),"choices":[],"usage":\#(self.usage(usage))}"#))
        }
        return steps + [data("[DONE]")]
    }

    /// One streamed chunk with this delta (JSON) for the first choice.
    public static func chunk(_ delta: String, finishReason: String? = nil, model: String = "scripted") -> ScriptedStep {
        let reason = finishReason.map(json) ?? "null"
        let choice = #"{"index":0,"delta":\#(delta),"finish_reason":\#(reason)}"#
        return data(#"{"id":"s","object":"chat.completion.chunk","model":\#(json(model)),"choices":[\#(choice)]}"#)
    }

    /// A completion in one JSON document, as a server answers that does not stream.
    public static func wholeCompletion(
        text: String, finishReason: String = "stop", usage: ScriptedUsage = ScriptedUsage(input: 10, output: 5),
        model: String = "scripted"
    ) -> ScriptedStep {
        let message = #"{"role":"assistant","content":\#(json(text))}"#
        let choice = #"{"index":0,"message":\#(message),"finish_reason":\#(json(finishReason))}"#
        return .respond(
            status: 200,
            body: #"{"id":"s","model":\#(json(model)),"choices":[\#(choice)],"usage":\#(self.usage(usage))}"#)
    }

    /// The answer to `GET /v1/models`.
    public static func models(_ names: [String]) -> ScriptedStep {
        let entries = names.map { #"{"id":\#(json($0)),"object":"model"}"# }
        return .respond(status: 200, body: #"{"object":"list","data":[\#(entries.joined(separator: ","))]}"#)
    }

    /// An error as OpenAI words it.
    public static func error(
        status: Int, message: String, code: String? = nil, headers: [String: String] = [:]
    ) -> ScriptedStep {
        let code = code.map(json) ?? "null"
        return .respond(
            status: status, headers: headers,
            body: #"{"error":{"message":\#(json(message)),"type":"scripted","code":\#(code)}}"#)
    }

    /// One server-sent event with this data.
    public static func data(_ text: String) -> ScriptedStep { .text("data: \(text)\n\n") }

    private static func usage(_ usage: ScriptedUsage) -> String {
        let total = usage.input + usage.output
        return #"{"prompt_tokens":\#(usage.input),"completion_tokens":\#(usage.output),"total_tokens":\#(total)}"#
    }
}

/// The text as a JSON string.
func json(_ text: String) -> String {
    do {
        return String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    } catch {
        preconditionFailure("a string is always JSON: \(error)")
    }
}

/// The text in at most two pieces; none when it is empty.
func halves(_ text: String) -> [String] {
    let middle = text.index(text.startIndex, offsetBy: text.count / 2)
    return [String(text[..<middle]), String(text[middle...])].filter { !$0.isEmpty }
}
