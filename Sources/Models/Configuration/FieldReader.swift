import Spelling
import YAMLText
import Yams

/// Reads the fields of one mapping of a YAML file; whatever is wrong names file, line and field.
struct FieldReader {
    let path: String
    /// What the mapping is about, for messages: `"fast"`, `price of "fast"`.
    let subject: String
    private let fields: [(name: String, node: Node)]
    private let line: Int?

    /// Opens a mapping.
    ///
    /// - Throws: `ModelsFileError` for what is none, or has a field that is not among the known ones (nil: any name).
    init(_ node: Node, subject: String, path: String, known: [String]?) throws(ModelsFileError) {
        self.path = path
        self.subject = subject
        line = node.line
        guard case .mapping(let mapping) = node else {
            throw ModelsFileError(
                path: path, line: node.line,
                detail: "\(subject) is \(node.kind); expected keys with values")
        }
        var fields: [(String, Node)] = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if let known, !known.contains(name) {
                let near = NearestName.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
                throw ModelsFileError(
                    path: path, line: key.line,
                    detail: "\(subject) has no field \"\(name)\"; "
                        + (near ?? "it takes \(known.joined(separator: ", "))"))
            }
            fields.append((name, value))
        }
        self.fields = fields
    }

    /// The fields in the order of the file.
    var all: [(name: String, node: Node)] { fields }

    /// The node of a field; nil when it is absent or has no value.
    func node(_ name: String) -> Node? {
        fields.first { $0.name == name }.flatMap { $0.node.isNull ? nil : $0.node }
    }

    /// A text; nil when it is absent.
    func text(_ name: String) throws(ModelsFileError) -> String? {
        guard let node = node(name) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else { throw wrong(name, node, "a text") }
        return text
    }

    /// A whole number of at least `least`; nil when it is absent.
    ///
    /// `128_000` is read as 128000.
    func count(_ name: String, least: Int = 1) throws(ModelsFileError) -> Int? {
        guard let node = node(name) else { return nil }
        let digits = node.scalar?.string.filter { $0 != "_" } ?? ""
        guard let number = Int(digits), (least...1_000_000_000).contains(number) else {
            throw wrong(name, node, "a whole number from \(least) to 1000000000")
        }
        return number
    }

    /// A number in a range; nil when it is absent.
    func number(_ name: String, _ range: ClosedRange<Double>, _ meaning: String) throws(ModelsFileError) -> Double? {
        guard let node = node(name) else { return nil }
        guard let number = Double(node.scalar?.string ?? ""), range.contains(number) else {
            throw wrong(name, node, meaning)
        }
        return number
    }

    /// `true` or `false`; nil when it is absent.
    func flag(_ name: String) throws(ModelsFileError) -> Bool? {
        guard let node = node(name) else { return nil }
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw wrong(name, node, "true or false")
        }
    }

    /// A mapping below; nil when it is absent.
    func below(_ name: String, known: [String]?) throws(ModelsFileError) -> FieldReader? {
        guard let node = node(name) else { return nil }
        return try FieldReader(node, subject: "\(name) of \(subject)", path: path, known: known)
    }

    /// The error for a value that is not what is asked for.
    func wrong(_ name: String, _ node: Node, _ expected: String) -> ModelsFileError {
        ModelsFileError(
            path: path, line: node.line,
            detail: "\(name) of \(subject) is \(node.kind); expected \(expected)")
    }

    /// The error for a field that has to be there.
    func missing(_ name: String, _ expected: String) -> ModelsFileError {
        ModelsFileError(path: path, line: line, detail: "\(subject) lacks \(name); expected \(expected)")
    }

    /// A value as JSON, for fields that are passed on as they are.
    static func json(_ node: Node) -> JSONValue {
        switch node {
        case .mapping(let mapping):
            return .object(
                Dictionary(
                    mapping.map { ($0.key.scalar?.string ?? "", json($0.value)) }, uniquingKeysWith: { $1 }))
        case .sequence(let items): return .array(items.map(json))
        case .scalar(let scalar):
            guard scalar.style == .plain else { return .string(scalar.string) }
            if node.isNull { return .null }
            switch scalar.string {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: break
            }
            if let number = Int(scalar.string) { return .int(number) }
            return Double(scalar.string).map(JSONValue.double) ?? .string(scalar.string)
        case .alias: return .null
        }
    }
}
