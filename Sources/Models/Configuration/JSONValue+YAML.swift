import YAMLText
import Yams

extension JSONValue {
    /// A value of a YAML file as JSON, for fields that are passed on as they are.
    init(_ node: Node) {
        switch node {
        case .mapping(let mapping):
            self = .object(
                Dictionary(
                    mapping.map { ($0.key.scalar?.string ?? "", JSONValue($0.value)) }, uniquingKeysWith: { $1 }))
        case .sequence(let items): self = .array(items.map { JSONValue($0) })
        case .scalar(let scalar) where scalar.style == .plain: self = node.isNull ? .null : Self.plain(scalar.string)
        case .scalar(let scalar): self = .string(scalar.string)
        case .alias: self = .null
        }
    }

    private static func plain(_ text: String) -> JSONValue {
        if let flag = Bool(text) { return .bool(flag) }
        if let number = Int(text) { return .int(number) }
        return Double(text).map(JSONValue.double) ?? .string(text)
    }
}
