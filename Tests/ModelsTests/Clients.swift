import FoundationEssentials
import Glibc
import Models
import ScriptedServer
import Synchronization
import Testing

/// The waits a client would have made between attempts; it makes none.
final class Waits: Sendable {
    private let waits = Mutex<[Duration]>([])

    var all: [Duration] { waits.withLock { $0 } }

    var settings: ClientSettings {
        ClientSettings(retries: RetryPolicy(pause: { wait in self.waits.withLock { $0.append(wait) } }))
    }
}

/// A client of either protocol for a scripted server, which waits for nothing between attempts.
enum TestClient {
    static func openAI(_ server: ScriptedServer, settings: ClientSettings = Waits().settings) throws -> ChatClient {
        try ChatClient(name: "test", baseURL: server.baseURL, model: "m", settings: settings)
    }

    static func anthropic(
        _ server: ScriptedServer, settings: ClientSettings = Waits().settings
    ) throws -> ChatClient {
        try client(server, .messages, settings: settings)
    }

    static func client(
        _ server: ScriptedServer, _ wireProtocol: WireProtocol, settings: ClientSettings = Waits().settings
    ) throws -> ChatClient {
        try ChatClient(
            name: "test", wireProtocol: wireProtocol, baseURL: server.baseURL, model: "m", settings: settings)
    }
}

/// A request that any server can answer.
let hello = ChatRequest(messages: [.system("Be brief."), .user("Hello")])

/// A request with everything in it that a request can hold.
let everything = ChatRequest(
    messages: [
        .system("You are an orchestrator."),
        .user("Solve \"α/β\"."),
        .assistant(
            text: "",
            toolCalls: [
                ToolCall(id: "c1", name: "explore", arguments: #"{"strategy":"brute force"}"#),
                ToolCall(id: "c2", name: "explore", arguments: #"{"strategy": broken"#),
            ]),
        .toolResult(callID: "c1", text: "AC on 3 of 3"),
        .toolResult(callID: "c2", text: "the arguments are not JSON"),
        .user("Go on."),
        .assistant(text: "Done.", toolCalls: []),
        .user("Sure?"),
    ],
    tools: [
        ChatTool(
            name: "explore", description: "Asks a solver.",
            parameters: .object([
                "type": .string("object"), "properties": .object(["strategy": .object(["type": .string("string")])]),
            ]))
    ],
    responseSchema: .object([
        "type": .string("object"), "additionalProperties": .bool(false),
        "properties": .object(["answer": .object(["type": .string("string")])]),
        "required": .array([.string("answer")]),
    ]),
    temperature: 0.7, maxTokens: 1000, sample: 3)

/// The error that the body throws; a failed test when it throws none.
func modelError(
    of body: () async throws(ModelError) -> some Sendable, sourceLocation: SourceLocation = #_sourceLocation
) async -> ModelError? {
    do throws(ModelError) {
        let value = try await body()
        Issue.record("no error, but \(value)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

/// A folder that is removed when the body has run.
func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    var template = Array("/tmp/atlas-models-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer {
        do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record(error) }
    }
    return try await body(path)
}
