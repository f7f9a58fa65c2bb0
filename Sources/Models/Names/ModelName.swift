/// What `--model` names.
public enum ModelName: Sendable, Equatable {
    /// The embedded model.
    case local
    /// A model of OpenAI, or of what `OPENAI_BASE_URL` points to.
    case openAI(String)
    /// A model of Anthropic, or of what `ANTHROPIC_BASE_URL` points to.
    case anthropic(String)
    /// A model of the Ollama server on this machine.
    case ollama(String)
    /// A model of another row of `Provider.all`.
    case provider(String, model: String)
    /// A model behind a URL that speaks OpenAI's chat completions.
    case openAICompatible(model: String, url: String)
    /// A model behind a URL that speaks OpenAI's Responses.
    case responsesCompatible(model: String, url: String)
    /// A model behind a URL that speaks Anthropic's Messages.
    case anthropicCompatible(model: String, url: String)

    /// The forms, for help texts and messages.
    public static let forms =
        "a name of the models file, local, PROVIDER:NAME (\(providers)), NAME@URL, anthropic+NAME@URL or "
        + "responses+NAME@URL"

    private static let providers = Provider.all.filter { $0.url != nil || $0.urlVariable != nil }.map(\.id)
        .joined(separator: ", ")

    /// The variable whose key is sent to the server of a `NAME@URL`: no provider's key may go to any other host.
    public static let keyVariableForURLs = "ATLAS_API_KEY"

    /// Reads a name.
    ///
    /// - Throws: `ModelError.badName` for any other form.
    public init(parsing text: String) throws(ModelError) {
        let urlMark = text.firstRange(of: "@http://") ?? text.firstRange(of: "@https://")
        if text == "local" {
            self = .local
        } else if let at = urlMark?.lowerBound {
            let url = String(text[text.index(after: at)...])
            let marks: [(String, (String, String) -> ModelName)] = [
                ("anthropic+", ModelName.anthropicCompatible), ("responses+", ModelName.responsesCompatible),
            ]
            let mark = marks.first { text.hasPrefix($0.0) }
            let model = String(text[..<at].dropFirst(mark?.0.count ?? 0))
            guard !model.isEmpty else { throw .badName("\"\(text)\" lacks the model's name before the @") }
            self = mark?.1(model, url) ?? .openAICompatible(model: model, url: url)
            _ = try ServerAddress(parsing: url)
        } else if let colon = text.firstIndex(of: ":"), !text.contains("@") {
            let model = String(text[text.index(after: colon)...])
            guard !model.isEmpty else { throw .badName("\"\(text)\" lacks the model's name after the colon") }
            switch text[..<colon] {
            case "openai": self = .openAI(model)
            case "anthropic": self = .anthropic(model)
            case "ollama": self = .ollama(model)
            case let id:
                guard let row = Provider.named(String(id)), row.url != nil || row.urlVariable != nil else {
                    throw Self.unknownForm(text)
                }
                self = .provider(row.id, model: model)
            }
        } else {
            throw Self.unknownForm(text)
        }
    }

    private static func unknownForm(_ text: String) -> ModelError {
        guard let at = text.lastIndex(of: "@") else { return .badName("\"\(text)\" is not known; expected \(forms)") }
        // What stands after the @ may be a password that was meant for a URL: it is not repeated.
        return .badName("\"\(text[..<at])@…\": expected a URL after the @, as in NAME@http://127.0.0.1:8123/v1")
    }
}
