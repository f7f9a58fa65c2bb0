import ScriptedServer
import Testing

@testable import Models

/// What an effort becomes at a provider.
struct EffortRow: Sendable, CustomTestStringConvertible {
    var provider: String
    var effort: Effort
    var fields: String
    var testDescription: String { "\(provider), \(effort.text)" }

    init(_ provider: String, _ effort: Effort, _ fields: String) {
        self.provider = provider
        self.effort = effort
        self.fields = fields
    }

    static let all = [
        EffortRow("azure", .high, #"{"reasoning_effort":"high"}"#),
        EffortRow("azure", .off, #"{"reasoning_effort":"none"}"#),
        EffortRow("azure", .tokens(2000), #"{"reasoning_effort":"low"}"#),
        EffortRow("compatible", .tokens(8192), #"{"reasoning_effort":"medium"}"#),
        EffortRow("ollama", .medium, #"{"reasoning_effort":"medium"}"#),
        EffortRow("openrouter", .high, #"{"reasoning":{"effort":"high"}}"#),
        EffortRow("openrouter", .tokens(2000), #"{"reasoning":{"max_tokens":2000}}"#),
        EffortRow("deepseek", .high, #"{"reasoning_effort":"high","thinking":{"type":"enabled"}}"#),
        EffortRow("deepseek", .off, #"{"thinking":{"type":"disabled"}}"#),
        EffortRow("gemini", .low, #"{"reasoning_effort":"low"}"#),
        EffortRow(
            "gemini", .tokens(500), #"{"extra_body":{"google":{"thinking_config":{"thinking_budget":500}}}}"#),
        EffortRow(
            "vllm", .high,
            #"{"chat_template_kwargs":{"enable_thinking":true,"thinking":true},"reasoning_effort":"high"}"#),
        EffortRow("vllm", .off, #"{"chat_template_kwargs":{"enable_thinking":false,"thinking":false}}"#),
        EffortRow(
            "vllm", .tokens(900),
            #"{"chat_template_kwargs":{"enable_thinking":true,"thinking":true},"thinking_token_budget":900}"#),
        EffortRow(
            "sglang", .tokens(900),
            #"{"chat_template_kwargs":{"enable_thinking":true,"thinking":true,"thinking_budget":900}}"#),
    ]
}

@Test(
    arguments: [
        ("0", Effort.off), ("none", .off), ("high", .high), ("1", .tokens(1)), ("10000000", .tokens(10_000_000)),
        ("10000001", nil), ("\(Int.max)", nil), ("-1", nil), ("much", nil),
    ] as [(String, Effort?)])
func `an effort is a word, or a number of tokens that can be added up`(_ text: String, _ effort: Effort?) {
    #expect(Effort(text) == effort)
}

@Test(arguments: EffortRow.all)
func `one effort becomes each provider's own fields`(_ row: EffortRow) throws {
    let provider = try #require(Provider.named(row.provider))
    let request = OpenAIRequest(model: "m", provider: provider)
    var asked = hello
    let plain = request.body(for: asked)
    asked.effort = row.effort
    guard case .object(var fields) = request.body(for: asked), case .object(let usual) = plain else { return }
    for name in usual.keys { fields[name] = nil }
    #expect(JSONValue.object(fields).canonicalText == row.fields)
}

@Test(arguments: [
    ("claude-sonnet-4-5-20250929", Effort.low, #"{"thinking":{"budget_tokens":4096,"type":"enabled"}}"#),
    ("claude-3-7-sonnet-20250219", .tokens(9000), #"{"thinking":{"budget_tokens":9000,"type":"enabled"}}"#),
    ("claude-haiku-4-5", .tokens(10), #"{"thinking":{"budget_tokens":1024,"type":"enabled"}}"#),
    ("claude-haiku-4-5", .high, #"{"thinking":{"budget_tokens":18976,"type":"enabled"}}"#),
    ("claude-opus-4-6", .high, #"{"output_config":{"effort":"high"},"thinking":{"type":"adaptive"}}"#),
    (
        "anthropic.claude-sonnet-5", .tokens(9000),
        #"{"output_config":{"effort":"medium"},"thinking":{"type":"adaptive"}}"#
    ),
    ("claude-sonnet-4-20250514", .off, #"{"thinking":{"type":"disabled"}}"#),
])
func `Anthropic's models think as their generation does`(_ model: String, _ effort: Effort, _ expected: String) throws {
    let request = AnthropicRequest(model: model, provider: try #require(Provider.named("anthropic")))
    var asked = hello
    asked.maxTokens = 20_000
    asked.effort = effort
    guard case .object(let fields) = request.body(for: asked) else { return }
    let own = fields.filter { ["thinking", "output_config"].contains($0.key) }
    #expect(JSONValue.object(own).canonicalText == expected)
}

@Test(arguments: [
    ("claude-opus-4-1", 40_960, 32_000, 30_976), ("claude-opus-4-20250514", 40_960, 32_000, 30_976),
    ("claude-sonnet-4-20250514", 40_960, 40_960, 32_768), ("claude-sonnet-4-20250514", 2_048, 2_048, 1_024),
])
func `no model of Anthropic is asked for more than it gives`(
    _ model: String, _ wanted: Int, _ most: Int, _ budget: Int
) throws {
    let request = AnthropicRequest(model: model, provider: try #require(Provider.named("anthropic")))
    var asked = hello
    asked.maxTokens = wanted
    asked.effort = .high
    asked.temperature = 0.7
    let body = request.body(for: asked)
    #expect(body["max_tokens"]?.intValue == most)
    #expect(body["thinking"]?["budget_tokens"]?.intValue == budget)
    #expect(body["temperature"] == nil, "beside thinking none is taken")
    asked.effort = .off
    #expect(request.body(for: asked)["temperature"] != nil)
}

@Test func `every row can be named and is written once`() {
    #expect(Set(Provider.all.map(\.id)).count == Provider.all.count)
    for row in Provider.all where row.url != nil {
        #expect(throws: Never.self) { try ModelName(parsing: "\(row.id):m") }
        #expect(ModelConfiguration(name: "n", provider: row, model: "m").url == row.url)
    }
}

@Test func `the address tells a provider that is reached by NAME@URL`() throws {
    let rows = [
        ("https://api.deepseek.com", "deepseek"), ("https://openrouter.ai/api/v1", "openrouter"),
        ("https://me.openai.azure.com", "azure"), ("https://api.openai.com/v1", "openai"),
        ("http://127.0.0.1:8000", nil), ("https://api.deepseek.com.example.org", nil),
    ]
    for (url, id) in rows { #expect(Provider.of(try ServerAddress(parsing: url))?.id == id, "\(url)") }
    #expect(try ServerAddress(parsing: "https://me.openai.azure.com").text == "https://me.openai.azure.com/openai/v1")
    #expect(try ServerAddress(parsing: "https://me.openai.azure.com/openai/").text.hasSuffix("/openai/v1"))
}

@Test func `a key goes into the header that its server reads`() async throws {
    let server = try ScriptedServer.start { request in
        request.path.hasSuffix("/messages")
            ? AnthropicScript.message(text: "ok") : OpenAIScript.completion(text: "ok")
    }
    let environment = [
        "AZURE_OPENAI_ENDPOINT": server.baseURL, "AZURE_OPENAI_API_KEY": "azure-key", "VLLM_BASE_URL": server.baseURL,
        "VLLM_API_KEY": "vllm-key",
    ]
    let factory = ModelFactory(environment: environment, settings: Waits().settings)
    _ = try await factory.make("azure:m").respond(to: hello)
    _ = try await factory.make("vllm:m").respond(to: hello)
    #expect(server.requests[0].headers["api-key"] == "azure-key")
    #expect(server.requests[0].headers["authorization"] == nil)
    #expect(server.requests[0].text.contains("max_completion_tokens"))
    #expect(server.requests[1].headers["authorization"] == "Bearer vllm-key")
    let error = await modelError { () throws(ModelError) in
        try await ModelFactory(environment: [:]).make("azure:m").name
    }
    #expect("\(try #require(error))".contains("AZURE_OPENAI_ENDPOINT"))
}

@Test func `the turns of one conversation have one cache key, and another problem has another`() {
    let second = ChatRequest(messages: hello.messages + [.assistant(text: "Hi", toolCalls: []), .user("More")])
    let other = ChatRequest(messages: [.system("Be brief."), .user("Goodbye")])
    #expect(hello.cacheKey("m") == second.cacheKey("m"))
    #expect(hello.cacheKey("m") != other.cacheKey("m"))
    #expect(hello.cacheKey("m") != hello.cacheKey("n"))
}
