import Models
import ScriptedServer
import Testing

@Test(arguments: [
    ("local", ModelName.local), ("openai:gpt-5", .openAI("gpt-5")), ("anthropic:claude", .anthropic("claude")),
    ("ollama:qwen2.5-coder:1.5b", .ollama("qwen2.5-coder:1.5b")),
    ("org/m@http://h:1/v1", .openAICompatible(model: "org/m", url: "http://h:1/v1")),
    ("a@b@https://h", .openAICompatible(model: "a@b", url: "https://h")),
    ("m:8b@http://h", .openAICompatible(model: "m:8b", url: "http://h")),
    ("anthropic+m@http://h", .anthropicCompatible(model: "m", url: "http://h")),
    ("responses+m@http://h", .responsesCompatible(model: "m", url: "http://h")),
    ("openrouter:qwen/qwen3-coder:free", .provider("openrouter", model: "qwen/qwen3-coder:free")),
    ("gemini:gemini-3-flash", .provider("gemini", model: "gemini-3-flash")),
])
func `a model's name is one of the known forms`(_ text: String, _ name: ModelName) throws {
    #expect(try ModelName(parsing: text) == name)
}

@Test(arguments: [
    ("", "\"\" is not known; expected \(ModelName.forms)"),
    ("gpt-5", "\"gpt-5\" is not known; expected \(ModelName.forms)"),
    ("google:gemini", "\"google:gemini\" is not known; expected \(ModelName.forms)"),
    ("openai:", "\"openai:\" lacks the model's name after the colon"),
    ("@http://h", "\"@http://h\" lacks the model's name before the @"),
    ("m@127.0.0.1:8123", "\"m@…\": expected a URL after the @, as in NAME@http://127.0.0.1:8123/v1"),
    ("m@http://", "\"http://\" is not a URL; expected one like http://127.0.0.1:8123/v1"),
    (
        "m@http://user:pass@h/v1",
        "the URL of host h holds a user or password; give the key by an environment variable"
    ),
    (
        "m@http://h/v1?key=1",
        "the URL of host h has a query or fragment; expected the API's root, like http://127.0.0.1:8123/v1"
    ),
])
func `any other name is an error that shows the forms`(_ text: String, _ detail: String) {
    #expect(throws: ModelError.badName(detail)) { try ModelName(parsing: text) }
}

@Test(arguments: [
    ("http://127.0.0.1:8123", "http://127.0.0.1:8123/v1", "http://127.0.0.1:8123/v1"),
    ("http://127.0.0.1:8123/", "http://127.0.0.1:8123/v1", "http://127.0.0.1:8123/v1"),
    ("http://h/v1/", "http://h/v1", "http://h/v1"),
    ("HTTPS://h/v1/chat/completions", "https://h/v1", "https://h/v1"),
    ("https://h/api/v1/messages", "https://h/api/v1", "https://h/api/v1"),
    ("https://h/v1beta/openai/", "https://h/v1beta/openai", "https://h/v1beta/openai/v1"),
    ("https://api.z.ai/api/anthropic", "https://api.z.ai/api/anthropic", "https://api.z.ai/api/anthropic/v1"),
    ("http://[::1]:80/v1", "http://[::1]:80/v1", "http://[::1]:80/v1"),
])
func `an address is the API's root however it is written`(_ url: String, _ openAI: String, _ anthropic: String) throws {
    #expect(try ServerAddress(parsing: url, dialect: .openAI).text == openAI)
    #expect(try ServerAddress(parsing: url, dialect: .anthropic).text == anthropic)
}

@Test(arguments: [
    ("http://127.0.0.1", true), ("http://127.1.2.3:80", true), ("http://localhost:1", true), ("http://[::1]:1", true),
    ("http://LOCALHOST", true), ("http://127.0.0.1.example.com", false), ("http://10.0.0.1", false),
    ("http://localhost.example.com", false),
])
func `this machine is told from others`(_ url: String, _ isLoopback: Bool) throws {
    #expect(try ServerAddress(parsing: url).isLoopback == isLoopback)
}

@Test func `a server's models are listed`() async throws {
    let server = try ScriptedServer.start { request in
        request.path == "/v1/models" ? [OpenAIScript.models(["a", "b"])] : [.respond(status: 404)]
    }
    #expect(try await ServerProbe.models(at: "http://127.0.0.1:\(server.port)") == ["a", "b"])
    #expect(server.requests.map(\.method) == ["GET"])
}

@Test func `the models of a provider's server are asked for with its key, in the header that it reads`() async throws {
    let server = try ScriptedServer.start { _ in [OpenAIScript.models(["m"])] }
    let environment = ["AZURE_OPENAI_ENDPOINT": server.baseURL, "AZURE_OPENAI_API_KEY": "azure-key"]
    let azure = try ModelServer(of: try ModelCatalog().configuration("azure:m"), in: environment)
    #expect(azure.urlVariable == "AZURE_OPENAI_ENDPOINT")
    #expect(try await ServerProbe.models(of: azure) == ["m"])
    #expect(server.requests.map { $0.headers["api-key"] } == ["azure-key"])
}

@Test func `a server without a model lists none`() async throws {
    let server = try ScriptedServer.start { _ in [.respond(status: 200, body: #"{"object":"list","data":null}"#)] }
    #expect(try await ServerProbe.models(at: server.baseURL) == [])
}

@Test func `a probe of nothing says so at once`() async throws {
    let url = "http://127.0.0.1:\(try ScriptedServer.unusedPort())/v1"
    let error = await modelError { () throws(ModelError) in try await ServerProbe.models(at: url) }
    #expect(error == .unreachable(url: url, reason: "Connection refused; is the server running, and the URL right?"))
}
