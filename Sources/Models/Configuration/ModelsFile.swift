import Files
import FoundationEssentials
import Spelling
import YAMLText
import Yams

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

    /// Where it lies unless `--models` names another: `$XDG_CONFIG_HOME/atlas/models.yaml`, or below `~/.config`.
    public static func defaultPath(_ environment: [String: String]) -> String {
        (UserFolders.settings(environment) ?? "/root/.config/atlas") + "/models.yaml"
    }

    /// Reads the file that is named, or the default one where it exists.
    ///
    /// - Returns: The file; nil when none is named and there is no default one.
    /// - Throws: `ModelsFileError`.
    public static func load(
        _ named: String?, _ environment: [String: String]
    ) throws(ModelsFileError) -> ModelsFile? {
        let path = named ?? defaultPath(environment)
        if named == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        let bytes: Data
        do throws(FileFailure) {
            bytes = try RegularFile.read(path)
        } catch {
            throw ModelsFileError(path: path, line: nil, detail: "\(error); expected a models file")
        }
        return try ModelsFile(text: String(decoding: bytes, as: UTF8.self), path: path)
    }

    /// Reads a text; `path` is for messages.
    ///
    /// - Throws: `ModelsFileError` with the line of what is wrong.
    public init(text: String, path: String) throws(ModelsFileError) {
        let found: Node?
        do {
            found = try YAMLText.root(of: text)
        } catch {
            throw ModelsFileError(
                path: path, line: error.line, detail: "\(error.found); expected \(error.expected)")
        }
        guard let root = found else {
            models = []
            return
        }
        let file = try FieldReader(root, subject: "the file", path: path, known: ["models"])
        guard let rows = try file.below("models", known: nil) else {
            models = []
            return
        }
        var models: [ModelConfiguration] = []
        for (name, node) in rows.all {
            let row = try FieldReader(node, subject: "\"\(name)\"", path: path, known: Self.fields)
            models.append(try Self.model(name, row, node.line))
        }
        self.models = models
    }

    private static func model(
        _ name: String, _ row: FieldReader, _ line: Int?
    ) throws(ModelsFileError) -> ModelConfiguration {
        var model = try base(name, row, line)
        if let id = try row.text("protocol") {
            guard let wire = WireProtocol(rawValue: id) else {
                throw wrongWord(row, "protocol", WireProtocol.allCases.map(\.rawValue))
            }
            model.wireProtocol = wire
        }
        model.model = try row.text("model") ?? model.model
        if let url = try row.text("url") {
            do throws(ModelError) {
                _ = try ServerAddress(parsing: url)
            } catch {
                throw row.node("url").map { row.wrong("url", $0, "one like http://127.0.0.1:8123/v1, without a key") }
                    ?? row.missing("url", "the API's root")
            }
            model.url = url
            model.isKeyNeeded = false
        }
        if let key = try row.text("key") {
            guard key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
                // What stands there may be the key itself: it is not repeated.
                throw ModelsFileError(
                    path: row.path, line: row.node("key")?.line,
                    detail:
                        "key of \(row.subject) is no name of an environment variable; expected one like MY_API_KEY, "
                        + "and never the key itself")
            }
            model.keyVariable = key
            model.isKeyNeeded = true
        }
        model.contextTokens = try row.count("context") ?? model.contextTokens
        model.prefersTools = try row.flag("tools") ?? model.prefersTools
        model.description = try row.text("description") ?? model.description
        if let price = try row.below("price", known: priceFields) { model.price = try self.price(price) }
        if let limits = try row.below("limits", known: limitFields) {
            model.limits = ModelLimits(
                requestsPerMinute: try limits.count("requests_per_minute"),
                tokensPerMinute: try limits.count("tokens_per_minute"), concurrent: try limits.count("concurrent"))
        }
        if let timeouts = try row.below("timeouts", known: timeoutFields) {
            func seconds(_ name: String) throws(ModelsFileError) -> Double? {
                try timeouts.number(name, 0.001...86_400, "seconds, from 0.001 to 86400")
            }
            model.timeouts = ModelTimeouts(
                connect: try seconds("connect"), firstByte: try seconds("first_byte"), idle: try seconds("idle"))
        }
        if let defaults = try row.below("defaults", known: defaultFields) {
            model.defaults = try self.defaults(defaults)
        }
        if model.url == nil, model.provider != Provider.local.id {
            throw row.missing("url", "the API's root, as no server of \(model.provider) is known")
        }
        return model
    }

    /// What provider and name say before the other fields do.
    private static func base(
        _ name: String, _ row: FieldReader, _ line: Int?
    ) throws(ModelsFileError) -> ModelConfiguration {
        if let id = try row.text("provider") {
            guard let provider = Provider.named(id) else { throw wrongWord(row, "provider", Provider.all.map(\.id)) }
            guard let model = try row.text("model") else {
                throw row.missing("model", "the model's name at its server")
            }
            return ModelConfiguration(name: name, provider: provider, model: model)
        }
        if let parsed = try? ModelName(parsing: name) { return ModelConfiguration(name: name, parsed) }
        throw row.missing("provider", "one of \(Provider.all.map(\.id).joined(separator: ", "))")
    }

    private static func price(_ price: FieldReader) throws(ModelsFileError) -> PriceTable.Price {
        func usd(_ name: String) throws(ModelsFileError) -> Double? {
            try price.number(name, 0...1e6, "USD per million tokens, 0 or more")
        }
        guard let input = try usd("input") else { throw price.missing("input", "USD per million tokens") }
        guard let output = try usd("output") else { throw price.missing("output", "USD per million tokens") }
        return PriceTable.Price(
            input: input, output: output, cached: try usd("cached"), cacheWrite: try usd("cache_write"),
            reasoning: try usd("reasoning"))
    }

    private static func defaults(_ defaults: FieldReader) throws(ModelsFileError) -> RequestDefaults {
        var result = RequestDefaults(
            temperature: try defaults.number("temperature", 0...2, "a number from 0 to 2"),
            maxTokens: try defaults.count("max_tokens"))
        if let node = defaults.node("effort") {
            guard let effort = Effort(node.scalar?.string ?? "") else {
                throw defaults.wrong("effort", node, Effort.forms)
            }
            result.effort = effort
        }
        for (name, node) in try defaults.below("extra", known: nil)?.all ?? [] {
            // Of several answers to one request all but the first would be paid for and lost.
            guard name != "n" else {
                throw ModelsFileError(
                    path: defaults.path, line: node.line,
                    detail: "extra of \(defaults.subject) sets \"n\"; expected none: each sample is a call of its own")
            }
            result.extra[name] = FieldReader.json(node)
        }
        return result
    }

    private static func wrongWord(_ row: FieldReader, _ field: String, _ known: [String]) -> ModelsFileError {
        guard let node = row.node(field) else { return row.missing(field, known.joined(separator: ", ")) }
        let near = NearestName.nearest(to: node.scalar?.string ?? "", among: known)
        let hint = near.map { "\"\($0)\"? Known are " } ?? ""
        return row.wrong(field, node, hint + known.joined(separator: ", "))
    }
}
