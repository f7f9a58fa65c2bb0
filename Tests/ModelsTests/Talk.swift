import ScriptedServer
import Testing

@testable import Models

/// A protocol as a server speaks it: its own words for what all of them have to say.
struct Talk: Sendable, CustomTestStringConvertible {
    let wireProtocol: WireProtocol

    static let all = WireProtocol.allCases.map(Talk.init)

    var testDescription: String { wireProtocol.rawValue }

    // MARK: Answers

    /// A whole answer as a stream; its counts are 10 and 5.
    func answer(_ text: String = "ok", toolCalls: [ScriptedToolCall] = []) -> [ScriptedStep] {
        switch wireProtocol {
        case .chat: OpenAIScript.completion(text: text, toolCalls: toolCalls)
        case .responses:
            ResponsesScript.stream(
                text: text, toolCalls: toolCalls, final: ResponsesScript.response(text: text, toolCalls: toolCalls))
        case .messages: AnthropicScript.message(text: text, toolCalls: toolCalls)
        }
    }

    /// A stream with one call, `explore`, whose arguments come in these fragments.
    func call(inFragments pieces: [String]) -> [ScriptedStep] {
        let texts = pieces.map { JSONValue.string($0).canonicalText }
        switch wireProtocol {
        case .chat:
            let opening = #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"explore","arguments":""}}]}"#
            return [OpenAIScript.chunk(opening)]
                + texts.map { OpenAIScript.chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":\#($0)}}]}"#) }
                + [OpenAIScript.chunk("{}", finishReason: "tool_calls"), OpenAIScript.data("[DONE]")]
        case .responses:
            let item = #"{"type":"function_call","call_id":"a","name":"explore","arguments":""}"#
            let deltas = texts.map {
                ResponsesScript.event(
                    "response.function_call_arguments.delta", #""output_index":0,"delta":\#($0)"#)
            }
            return [ResponsesScript.event("response.output_item.added", #""output_index":0,"item":\#(item)"#)] + deltas
                + [ResponsesScript.end(#"{"status":"completed","model":"m","output":[]}"#)]
        case .messages:
            let block = #"{"type":"tool_use","id":"a","name":"explore","input":{}}"#
            func event(_ type: String, _ fields: String) -> ScriptedStep {
                AnthropicScript.event(type, #"{"type":"\#(type)","index":0,\#(fields)}"#)
            }
            let deltas = texts.map {
                event("content_block_delta", #""delta":{"type":"input_json_delta","partial_json":\#($0)}"#)
            }
            return [AnthropicScript.start(usage: "{}"), event("content_block_start", #""content_block":\#(block)"#)]
                + deltas + [AnthropicScript.delta(stopReason: "tool_use", outputTokens: 1), AnthropicScript.stop]
        }
    }

    /// What puts an answer together.
    var assembler: any AnswerAssembler { wording.assembler(for: hello) }

    private var wording: any RequestWording {
        switch wireProtocol {
        case .chat: OpenAIRequest(model: "m")
        case .responses: ResponsesRequest(model: "m")
        case .messages: AnthropicRequest(model: "m")
        }
    }

    /// The bytes of a stream's events.
    func bytes(_ steps: [ScriptedStep]) -> [UInt8] {
        steps.flatMap { step -> [UInt8] in
            if case .chunk(let bytes) = step { bytes } else { [] }
        }
    }

    /// The beginning of an answer that shall never be seen.
    var begun: [ScriptedStep] {
        switch wireProtocol {
        case .chat: [OpenAIScript.chunk(#"{"content":"never to be se"}"#)]
        case .responses:
            [ResponsesScript.event("response.output_text.delta", #""output_index":0,"delta":"never to be se""#)]
        case .messages:
            [
                AnthropicScript.start(usage: #"{"input_tokens":3,"output_tokens":1}"#),
                AnthropicScript.event(
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"never to be se"}}"#),
            ]
        }
    }

    /// The final event, alone.
    var end: [ScriptedStep] {
        switch wireProtocol {
        case .chat: [OpenAIScript.data("[DONE]")]
        case .responses: [ResponsesScript.end("null")]
        case .messages: [AnthropicScript.stop]
        }
    }

    /// An event that is no JSON.
    var garbled: [ScriptedStep] { [AnthropicScript.event("message_start", #"{"choices":[}"#)] }

    /// A stream that ends well and holds nothing.
    var nothing: [ScriptedStep] {
        switch wireProtocol {
        case .chat: [OpenAIScript.data(#"{"choices":[]}"#), OpenAIScript.data("[DONE]")]
        case .responses, .messages: [AnthropicScript.ping]
        }
    }

    // MARK: Errors

    /// An error with a status, before any event.
    func error(_ status: Int, _ message: String = "oops", headers: [String: String] = [:]) -> [ScriptedStep] {
        switch wireProtocol {
        case .chat, .responses: [OpenAIScript.error(status: status, message: message, headers: headers)]
        case .messages:
            [AnthropicScript.error(status: status, type: "api_error", message: message, headers: headers)]
        }
    }

    /// An error within the stream: the server is busy, or the request is a bad one.
    func streamedError(isBusy: Bool) -> ScriptedStep {
        switch wireProtocol {
        case .chat: OpenAIScript.data(#"{"error":{"message":"no","code":\#(isBusy ? 503 : 400)}}"#)
        case .responses:
            ResponsesScript.event(
                "error", #""code":"\#(isBusy ? "server_error" : "invalid_request_error")","message":"no""#)
        case .messages:
            AnthropicScript.streamedError(
                type: isBusy ? "overloaded_error" : "invalid_request_error", message: "no")
        }
    }

    // MARK: Clients

    /// What a client does for one call, over a transport of its own.
    func ask(
        _ server: ScriptedServer, _ transport: Transport, settings: ClientSettings = Waits().settings
    ) async throws(ModelError) -> ChatResponse {
        let path =
            switch wireProtocol {
            case .chat: "/chat/completions"
            case .responses: "/responses"
            case .messages: "/messages"
            }
        let exchange = ChatExchange(
            address: try ServerAddress(parsing: server.baseURL), headers: ServerHeaders(wireProtocol: wireProtocol),
            path: path, model: "m", key: nil, settings: settings, transport: transport)
        return try await exchange.answer(to: wording.body(for: hello), with: wording.assembler(for: hello))
    }
}
