import Files
import FoundationEssentials
import Problems
import Spelling
import YAMLText
import Yams

/// The options of an evaluation in a YAML file: each key is an option's name, with `_` or `-` between its words.
///
///     dataset: lcb/
///     release: v4_v5
///     method: atlas
///     model: openai:gpt-5
///     samples: 4
///     platform: [leetcode, atcoder]
public struct EvalConfig: Sendable {
    /// One option.
    public struct Setting: Sendable, Equatable {
        /// The option's name without its dashes before it: `max-cost`.
        public var option: String
        /// Its value, or values; none for a flag that is `true`.
        public var values: [String]
        /// The line it stands on.
        public var line: Int
    }

    /// The file.
    public let path: String
    /// The options, in the order of the file.
    public let settings: [Setting]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - options: The options there are; a key that is none of them is refused.
    ///   - flags: Those of them that take no value: `true` or `false` in the file.
    /// - Throws: `EvaluationError.configMalformed`, with the line.
    public init(path: String, options: [String], flags: Set<String>) throws(EvaluationError) {
        let bytes: Data
        do throws(FileFailure) {
            bytes = try RegularFile.read(path)
        } catch {
            throw .configMalformed(path: path, line: nil, detail: "\(error); expected a YAML file")
        }
        try self.init(text: String(decoding: bytes, as: UTF8.self), path: path, options: options, flags: flags)
    }

    /// Reads a text; `path` is for messages.
    ///
    /// - Throws: `EvaluationError.configMalformed`, with the line.
    public init(text: String, path: String, options: [String], flags: Set<String>) throws(EvaluationError) {
        self.path = path
        let root: Node?
        do {
            root = try YAMLText.root(of: text)
        } catch {
            throw .configMalformed(
                path: path, line: error.line, detail: "\(error.found); expected \(error.expected)")
        }
        guard let root else {
            settings = []
            return
        }
        guard case .mapping(let mapping) = root else {
            throw .configMalformed(path: path, line: root.line, detail: "expected options with values")
        }
        var settings: [Setting] = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            let line = key.line ?? 0
            let option = name.replacing("_", with: "-")
            guard options.contains(option) else {
                let near = NearestName.nearest(to: option, among: options).map { "did you mean \"\($0)\"?" }
                throw .configMalformed(
                    path: path, line: line,
                    detail: "\"\(name)\" is no option; \(near ?? "\"atlas eval --help\" lists them")")
            }
            let values = try Self.values(of: value, name, path)
            if flags.contains(option) {
                guard values == ["true"] || values == ["false"] else {
                    throw .configMalformed(path: path, line: line, detail: "\"\(name)\" takes true or false")
                }
                if values == ["true"] { settings.append(Setting(option: option, values: [], line: line)) }
            } else {
                settings.append(Setting(option: option, values: values, line: line))
            }
        }
        self.settings = settings
    }

    private static func values(of node: Node, _ name: String, _ path: String) throws(EvaluationError) -> [String] {
        switch node {
        case .scalar(let scalar): return [scalar.string]
        case .sequence(let items):
            guard !items.isEmpty else {
                throw .configMalformed(path: path, line: node.line, detail: "\"\(name)\" lists nothing; leave it out")
            }
            var values: [String] = []
            for item in items {
                guard let text = item.scalar?.string else {
                    throw .configMalformed(path: path, line: item.line, detail: "\"\(name)\" takes texts")
                }
                values.append(text)
            }
            return values
        default:
            throw .configMalformed(path: path, line: node.line, detail: "\"\(name)\" takes a value or a list")
        }
    }
}
