import Files
import FoundationEssentials
import YAMLText

/// The user's own list of models, `~/.config/atlas/models.yaml` or the file of `--models`.
///
///     models:
///       fast:
///         provider: openrouter
///         model: qwen/qwen3-coder
///         price: {input: 0.22, output: 0.95}
///
/// A row whose name is one that `--model` takes anyway (`openai:gpt-5`, `NAME@URL`) adds to what that name says.
/// docs/models.md has every field. It is YAML, as problem.yaml is, because its parser knows the line of every value.
public struct ModelsFile: Sendable, Equatable {
    /// The rows, in the order of the file.
    public let models: [ModelConfiguration]

    static let fields = [
        "provider", "protocol", "model", "url", "key", "context", "price", "limits", "timeouts", "defaults", "tools",
        "description",
    ]
    static let priceFields = ["input", "output", "cached", "cache_write", "reasoning"]
    static let limitFields = ["requests_per_minute", "tokens_per_minute", "concurrent"]
    static let timeoutFields = ["connect", "first_byte", "idle"]
    static let defaultFields = ["temperature", "max_tokens", "effort", "extra"]

    /// Where it lies unless `--models` names another: `$XDG_CONFIG_HOME/atlas/models.yaml`, or below `~/.config`; nil without a
    /// home folder.
    public static func defaultPath(_ environment: [String: String]) -> String? {
        UserFolders.settings(environment).map { "\($0)/models.yaml" }
    }

    /// Reads the file that is named, or the default one where it exists.
    ///
    /// - Returns: The file; nil when none is named and there is no default one.
    /// - Throws: `ModelsFileError`.
    public static func load(
        _ named: String?, _ environment: [String: String]
    ) throws(ModelsFileError) -> ModelsFile? {
        guard let path = named ?? defaultPath(environment) else { return nil }
        if named == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        return try ModelsFile(Row(reading: path, expected: "a models file"))
    }

    /// Reads a text; `path` is for messages.
    ///
    /// - Throws: `ModelsFileError` with the line of what is wrong.
    public init(text: String, path: String) throws(ModelsFileError) {
        try self.init(Row(text, path: path))
    }

    private typealias Row = YAMLFields<ModelsFileError>

    private init(_ file: Row) throws(ModelsFileError) {
        try file.check(keys: ["models"])
        var models: [ModelConfiguration] = []
        for (name, row) in try file.mappings(below: "models") { models.append(try Self.model(name, row)) }
        self.models = models
    }

    private static func model(_ name: String, _ row: Row) throws(ModelsFileError) -> ModelConfiguration {
        try row.check(keys: fields)
        var model = try base(name, row)
        if let id = try row.text("protocol") {
            let known = WireProtocol.allCases.map(\.rawValue)
            guard let wire = WireProtocol(rawValue: id) else { throw try row.wrong("protocol", among: known) }
            model.wireProtocol = wire
        }
        model.model = try row.filledText("model") ?? model.model
        if let url = try row.text("url") {
            do throws(ModelError) {
                _ = try ServerAddress(parsing: url)
            } catch {
                throw try row.wrong("url", expected: "one like http://127.0.0.1:8123/v1, without a key")
            }
            model.url = url
            model.isKeyNeeded = false
        }
        if let key = try row.filledText("key") {
            guard key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
                // What stands there may be the key itself: it is not repeated.
                throw try row.wrong(
                    "key", is: "no name of an environment variable",
                    expected: "one like MY_API_KEY, and never the key itself")
            }
            model.keyVariable = key
            model.isKeyNeeded = true
        }
        model.contextTokens = try row.count("context") ?? model.contextTokens
        model.prefersTools = try row.flag("tools") ?? model.prefersTools
        model.description = try row.text("description") ?? model.description
        model.price = try price(row) ?? model.price
        try row.check(keys: limitFields, below: "limits")
        model.limits = ModelLimits(
            requestsPerMinute: try row.count("limits.requests_per_minute"),
            tokensPerMinute: try row.count("limits.tokens_per_minute"),
            concurrent: try row.count("limits.concurrent"))
        model.timeouts = try timeouts(row)
        model.defaults = try defaults(row)
        if model.url == nil, model.provider != Provider.local.id {
            throw try row.wrong("url", expected: "the API's root, as no server of \(model.provider) is known")
        }
        return model
    }

    /// What provider and name say before the other fields do.
    private static func base(_ name: String, _ row: Row) throws(ModelsFileError) -> ModelConfiguration {
        let known = Provider.all.map(\.id)
        if let id = try row.text("provider") {
            guard let provider = Provider.named(id) else { throw try row.wrong("provider", among: known) }
            guard let model = try row.text("model") else {
                throw try row.wrong("model", expected: "the model's name at its server")
            }
            return ModelConfiguration(name: name, provider: provider, model: model)
        }
        if let parsed = try? ModelName(parsing: name) { return ModelConfiguration(name: name, parsed) }
        throw try row.wrong("provider", among: known)
    }

    private static func price(_ row: Row) throws(ModelsFileError) -> PriceTable.Price? {
        try row.check(keys: priceFields, below: "price")
        func usd(_ key: String) throws(ModelsFileError) -> Double? {
            try row.number(key, in: 0...1e6, meaning: "USD per million tokens, 0 or more")
        }
        func needed(_ key: String) throws(ModelsFileError) -> Double {
            guard let price = try usd(key) else { throw try row.wrong(key, expected: "USD per million tokens") }
            return price
        }
        guard try row.isMapping("price") else { return nil }
        return PriceTable.Price(
            input: try needed("price.input"), output: try needed("price.output"), cached: try usd("price.cached"),
            cacheWrite: try usd("price.cache_write"), reasoning: try usd("price.reasoning"))
    }

    private static func timeouts(_ row: Row) throws(ModelsFileError) -> ModelTimeouts {
        try row.check(keys: timeoutFields, below: "timeouts")
        func seconds(_ key: String) throws(ModelsFileError) -> Double? {
            try row.number(key, in: 0.001...86_400, meaning: "seconds, from 0.001 to 86400")
        }
        return ModelTimeouts(
            connect: try seconds("timeouts.connect"), firstByte: try seconds("timeouts.first_byte"),
            idle: try seconds("timeouts.idle"))
    }

    private static func defaults(_ row: Row) throws(ModelsFileError) -> RequestDefaults {
        try row.check(keys: defaultFields, below: "defaults")
        var result = RequestDefaults(
            temperature: try row.number("defaults.temperature", in: 0...2, meaning: "a number from 0 to 2"),
            maxTokens: try row.count("defaults.max_tokens"))
        if let text = try row.text("defaults.effort") {
            guard let effort = Effort(text) else { throw try row.wrong("defaults.effort", expected: Effort.forms) }
            result.effort = effort
        }
        for (name, node) in try row.nodes(below: "defaults.extra") {
            // Of several answers to one request all but the first would be paid for and lost.
            guard name != "n" else {
                throw try row.wrong(
                    "defaults.extra.n", is: "set", expected: "none: each sample is a call of its own")
            }
            result.extra[name] = JSONValue(node)
        }
        return result
    }
}
