/// How one kind of server differs from the others that speak its protocol: a row of a table, for nothing of it is code.
///
/// The rows are explained, with the flags that servers of one's own need, in docs/models.md.
public struct Provider: Sendable, Equatable {
    /// What the models file calls it, and what stands before the colon in `--model`.
    public let id: String
    /// Its name for people.
    public let title: String
    /// The protocol that is spoken unless the models file says otherwise.
    public let wireProtocol: WireProtocol
    /// The API's root; nil where each user has another.
    public let url: String?
    /// The environment variable that replaces the root; nil for none.
    public let urlVariable: String?
    /// The environment variable of the key.
    public let keyVariable: String?
    /// Whether nothing can be asked without a key.
    public let isKeyNeeded: Bool
    /// Where the key goes.
    let keyHeader: KeyHeader
    /// The field that bounds an answer of chat completions.
    let limitField: LimitField
    /// What an effort becomes.
    let effort: EffortField
    /// How an answer is bound to a JSON schema.
    let schema: SchemaField
    /// Whether a sample's number is sent as a seed.
    let takesSeed: Bool
    /// How the cache of prompts is used.
    let cache: CacheUse
    /// What of the reasoning is given back in a tool loop of chat completions.
    let reasoningBack: ReasoningBack

    /// Where the key goes.
    enum KeyHeader: Sendable { case bearer, apiKey, xAPIKey }

    /// The field that bounds an answer: OpenAI renamed it and refuses the old one for newer models; others know only the
    /// old one.
    enum LimitField: String, Sendable {
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    /// What an effort becomes.
    enum EffortField: Sendable {
        /// `reasoning_effort`: a word; `none` for off.
        case reasoningEffort
        /// `reasoning`: `{"effort": …}` or `{"max_tokens": …}`.
        case reasoning
        /// `reasoning_effort` beside `thinking`: `{"type": "enabled" or "disabled"}`.
        case thinkingSwitch
        /// `reasoning_effort` and `chat_template_kwargs`, with a number of tokens under this name.
        case template(budget: String?)
        /// `reasoning_effort`, or a number of tokens in `extra_body.google.thinking_config`.
        case google
        /// `thinking` with a number of tokens, or, for newer models, `thinking` of type `adaptive` with
        /// `output_config.effort`.
        case thinking
    }

    /// How an answer is bound to a JSON schema.
    enum SchemaField: Sendable {
        /// `response_format` of chat completions, `text.format` of Responses.
        case jsonSchema
        /// `output_config.format` where the model takes it, else as `tool`.
        case outputConfig
        /// A tool of which the schema is the arguments', and which must be called.
        case tool
        /// Not at all.
        case none
    }

    /// How the cache of prompts is used.
    enum CacheUse: Sendable {
        /// The server decides, or has none.
        case automatic
        /// The server decides, helped by a `prompt_cache_key`.
        case promptCacheKey
        /// Up to two `cache_control` breakpoints.
        case breakpoints
    }

    /// What of the reasoning is given back in a tool loop of chat completions.
    enum ReasoningBack: Sendable {
        case nothing
        /// `reasoning_content`, as text.
        case reasoningContent
        /// `reasoning_details`, as they came.
        case reasoningDetails
        /// `extra_content` of tool calls, as it came.
        case extraContent
    }

    init(
        _ id: String, _ title: String, _ wireProtocol: WireProtocol = .chat, url: String? = nil,
        urlVariable: String? = nil, keyVariable: String? = nil, isKeyNeeded: Bool = false,
        keyHeader: KeyHeader = .bearer, limitField: LimitField = .maxTokens,
        effort: EffortField = .reasoningEffort, schema: SchemaField = .jsonSchema, takesSeed: Bool = true,
        cache: CacheUse = .automatic, reasoningBack: ReasoningBack = .nothing
    ) {
        self.id = id
        self.title = title
        self.wireProtocol = wireProtocol
        self.url = url
        self.urlVariable = urlVariable
        self.keyVariable = keyVariable
        self.isKeyNeeded = isKeyNeeded
        self.keyHeader = keyHeader
        self.limitField = limitField
        self.effort = effort
        self.schema = schema
        self.takesSeed = takesSeed
        self.cache = cache
        self.reasoningBack = reasoningBack
    }

    /// Two rows are the same when they have the same id.
    public static func == (left: Provider, right: Provider) -> Bool { left.id == right.id }
}

extension Provider {
    /// Every kind of server that is known.
    ///
    /// Sources: the providers' documentation as listed in docs/models.md, read in November 2026.
    public static let all: [Provider] = [
        Provider(
            "openai", "OpenAI", .responses, url: "https://api.openai.com/v1", urlVariable: "OPENAI_BASE_URL",
            keyVariable: "OPENAI_API_KEY", isKeyNeeded: true, limitField: .maxCompletionTokens, cache: .promptCacheKey),
        Provider(
            "azure", "Azure OpenAI", urlVariable: "AZURE_OPENAI_ENDPOINT", keyVariable: "AZURE_OPENAI_API_KEY",
            isKeyNeeded: true, keyHeader: .apiKey, limitField: .maxCompletionTokens, cache: .promptCacheKey),
        Provider(
            "anthropic", "Anthropic", .messages, url: "https://api.anthropic.com", urlVariable: "ANTHROPIC_BASE_URL",
            keyVariable: "ANTHROPIC_API_KEY", isKeyNeeded: true, keyHeader: .xAPIKey, effort: .thinking,
            schema: .outputConfig, cache: .breakpoints),
        Provider(
            "openrouter", "OpenRouter", url: "https://openrouter.ai/api/v1", keyVariable: "OPENROUTER_API_KEY",
            isKeyNeeded: true, effort: .reasoning, reasoningBack: .reasoningDetails),
        Provider(
            "deepseek", "DeepSeek", url: "https://api.deepseek.com/v1", keyVariable: "DEEPSEEK_API_KEY",
            isKeyNeeded: true, effort: .thinkingSwitch, schema: .none, takesSeed: false,
            reasoningBack: .reasoningContent),
        Provider(
            "gemini", "Gemini", url: "https://generativelanguage.googleapis.com/v1beta/openai",
            keyVariable: "GEMINI_API_KEY", isKeyNeeded: true, effort: .google, takesSeed: false,
            reasoningBack: .extraContent),
        Provider(
            "vllm", "vLLM", url: "http://127.0.0.1:8000/v1", urlVariable: "VLLM_BASE_URL",
            keyVariable: "VLLM_API_KEY", effort: .template(budget: "thinking_token_budget"),
            reasoningBack: .reasoningContent),
        Provider(
            "sglang", "SGLang", url: "http://127.0.0.1:30000/v1", urlVariable: "SGLANG_BASE_URL",
            keyVariable: "SGLANG_API_KEY", effort: .template(budget: nil), reasoningBack: .reasoningContent),
        Provider(
            "llamacpp", "llama.cpp", url: "http://127.0.0.1:8080/v1", urlVariable: "LLAMACPP_BASE_URL",
            keyVariable: "LLAMACPP_API_KEY", effort: .template(budget: nil), reasoningBack: .reasoningContent),
        Provider("ollama", "Ollama", url: "http://127.0.0.1:11434/v1", urlVariable: "OLLAMA_BASE_URL"),
        compatible, anthropicCompatible, local,
    ]

    /// Any other server of OpenAI's protocols.
    static let compatible = Provider(
        "compatible", "any server of OpenAI's protocols", keyVariable: ModelName.keyVariableForURLs,
        reasoningBack: .nothing)
    /// Any other server of Anthropic's protocol.
    static let anthropicCompatible = Provider(
        "anthropic-compatible", "any server of Anthropic's protocol", .messages,
        keyVariable: ModelName.keyVariableForURLs, keyHeader: .xAPIKey, effort: .thinking, schema: .tool)
    /// The embedded model.
    static let local = Provider("local", "the embedded model")

    /// The row of an id.
    public static func named(_ id: String) -> Provider? { all.first { $0.id == id } }

    /// The row that an address tells, if it is one for servers of this protocol; else that of any such server.
    static func of(_ address: ServerAddress, speaking wireProtocol: WireProtocol) -> Provider {
        let isMessages = wireProtocol == .messages
        if let row = of(address), (row.wireProtocol == .messages) == isMessages { return row }
        return isMessages ? .anthropicCompatible : .compatible
    }

    /// The row that an address tells: the server of a `NAME@URL` that is a known provider's gets what it needs.
    static func of(_ address: ServerAddress) -> Provider? {
        let host = String(address.host.prefix { $0 != ":" })
        if host.hasSuffix(".openai.azure.com") || host.hasSuffix(".services.ai.azure.com") { return named("azure") }
        return all.first { row in
            guard let url = row.url, row.isKeyNeeded, let known = try? ServerAddress(parsing: url) else { return false }
            return known.host == host
        }
    }
}
