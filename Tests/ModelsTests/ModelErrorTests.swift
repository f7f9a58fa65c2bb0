import Models
import ScriptedServer
import Testing

@Test(arguments: [
    (
        ModelError.keyMissing(variable: "OPENAI_API_KEY"),
        "OPENAI_API_KEY is not set; export it with your key, or choose another model"
    ),
    (
        .unauthorised(host: "api.openai.com", variable: "OPENAI_API_KEY"),
        "api.openai.com: the key was refused; check OPENAI_API_KEY"
    ),
    (
        .unauthorised(host: "api.openai.com", variable: "OPENAI_API_KEY", message: "account suspended"),
        "api.openai.com: the key was refused: account suspended; check OPENAI_API_KEY"
    ),
    (
        .unauthorised(host: "h:1", variable: nil),
        "h:1: a key is needed; export ATLAS_API_KEY for NAME@URL or OPENAI_API_KEY for openai:NAME"
    ),
    (.unknownModel(name: "gpt", host: "h", available: ["a", "b"]), "h: there is no model \"gpt\"; it offers a, b"),
    (
        .unknownModel(name: "gpt", host: "h", available: []),
        "h: there is no model \"gpt\"; check the name after the provider"
    ),
    (
        .unreachable(url: "http://127.0.0.1:1/v1", reason: "Connection refused"),
        "http://127.0.0.1:1/v1: Connection refused"
    ),
    (.rejected(host: "h", status: 400, message: "bad"), "h: the request was refused with status 400: bad"),
    (
        .exhausted(host: "h", attempts: 6, last: "status 500: oops"),
        "h: 6 attempts failed, the last with: status 500: oops; try again later"
    ),
    (
        .localUnavailable("it is not installed"),
        "local: it is not installed; \"atlas models setup\" installs the embedded model"
    ),
    (.cancelled, "cancelled"),
])
func `an error says where, what and what to do`(_ error: ModelError, _ text: String) {
    #expect("\(error)" == text)
}

@Test(arguments: [
    OpenAIScript.error(status: 404, message: "The model `m` does not exist", code: "model_not_found"),
    OpenAIScript.error(status: 404, message: "Not Found"),
    OpenAIScript.error(status: 400, message: "Invalid model name passed in model=m"),
    .respond(status: 404, body: #"{"error":"model 'm' not found, try pulling it first"}"#),
    AnthropicScript.error(status: 404, type: "not_found_error", message: "model: m not found"),
])
func `an unknown model is answered with the names there are`(_ refusal: ScriptedStep) async throws {
    let server = try ScriptedServer.start { request in
        request.method == "GET" ? [OpenAIScript.models(["a", "b"])] : [refusal]
    }
    let expected = ModelError.unknownModel(name: "m", host: "127.0.0.1:\(server.port)", available: ["a", "b"])
    let openAI = try TestClient.openAI(server)
    #expect(await modelError { () throws(ModelError) in try await openAI.respond(to: hello) } == expected)
    let anthropic = try TestClient.anthropic(server)
    #expect(await modelError { () throws(ModelError) in try await anthropic.respond(to: hello) } == expected)
}

/// Refusals that speak of models, and what the server lists.
private let refusalsOfKnownModels: [(status: Int, message: String, names: [String])] = [
    (400, "Unknown parameter: 'seed' is not supported with this model", ["m", "b"]),
    (400, "Unknown parameter: 'seed' is not supported with this model", ["a", "b"]),
    (400, "Unknown parameter: 'seed' is not supported with this model", []),
    (400, "model m: unknown field \"seed\"", ["m", "b"]),
    (400, "model m: unknown field \"seed\"", ["m:latest"]),
    (400, "model m: unknown field \"seed\"", []),
    (404, "The model `m` does not exist in this version of the API", ["a", "m"]),
]

@Test(arguments: refusalsOfKnownModels)
func `a model that is there, or may be, is not called unknown`(
    _ status: Int, _ message: String, _ names: [String]
) async throws {
    let server = try ScriptedServer.start { request in
        [request.method == "GET" ? OpenAIScript.models(names) : OpenAIScript.error(status: status, message: message)]
    }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(error == .rejected(host: "127.0.0.1:\(server.port)", status: status, message: message))
}

@Test func `a wrong path is not taken for an unknown model`() async throws {
    let server = try ScriptedServer.start { _ in [.respond(status: 404, body: #"{"detail":"Not Found"}"#)] }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(error == .rejected(host: "127.0.0.1:\(server.port)", status: 404, message: "Not Found"))
}

/// What servers say to a request with tools.
private let wordsOnTools: [(message: String, isAboutTools: Bool)] = [
    ("registry.ollama.ai/library/gemma:2b does not support tools", true),
    ("\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", true),
    ("tools param requires --jinja flag", true),
    ("No endpoints found that support tool use.", true),
    ("Unsupported parameter: 'tools' is not supported with this model.", true),
    ("`tool calling` is not supported with this model", true),
    ("m does not support Function Calling", true),
    ("Function calling is not enabled for this model", true),
    ("this model doesn't support tool_choice", true),
    ("messages with role 'tool' must be a response to a preceding message with 'tool_calls'", false),
    ("tools.0.name: String should match pattern", false),
    ("tools.0.input_schema: JSON schema keyword 'oneOf' is not supported", false),
    ("Unsupported value: 'temperature' does not support 0.7 with this model", false),
    ("Unknown parameter: 'seed' is not supported with this model", false),
    ("bad", false),
]

@Test(arguments: wordsOnTools)
func `a server that has no tool calls is told by its words`(_ message: String, _ isAboutTools: Bool) async throws {
    let server = try ScriptedServer.start { _ in [OpenAIScript.error(status: 400, message: message)] }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(error?.isAboutTools == isAboutTools)
}

@Test func `only a refusal is about tools`() {
    #expect(!ModelError.exhausted(host: "h", attempts: 6, last: "m does not support tools").isAboutTools)
    #expect(ModelError.rejected(host: "h", status: 400, message: "m does not support tools").isAboutTools)
}

@Test(arguments: [401, 403])
func `a refused key names its variable`(_ status: Int) async throws {
    let server = try ScriptedServer.start { _ in [OpenAIScript.error(status: status, message: "no")] }
    let environment = ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.baseURL]
    let model = try await ModelFactory(environment: environment).make("openai:m")
    let error = await modelError { () throws(ModelError) in try await model.respond(to: hello) }
    #expect(error == .unauthorised(host: "127.0.0.1:\(server.port)", variable: "OPENAI_API_KEY", message: "no"))
    #expect(server.requests.count == 1)
}

@Test func `a 403 for what a request says costs that call alone`() async throws {
    let message = "Your chosen model requires moderation and your input was flagged"
    let server = try ScriptedServer.start { _ in [OpenAIScript.error(status: 403, message: message)] }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(error == .rejected(host: "127.0.0.1:\(server.port)", status: 403, message: message))
    #expect(error?.isLimitedToOneCall == true)
}

@Test func `a server's message is one short line without control characters`() async throws {
    let message = "first\n\u{1b}[31msecond\u{0}\t" + String(repeating: "x", count: 1000)
    let server = try ScriptedServer.start { _ in [OpenAIScript.error(status: 400, message: message)] }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains("400: first [31msecond x"))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f })
    #expect(text.count < 400)
}
