import Yams

extension Node {
    /// The line that it begins on, from 1.
    public var line: Int? { mark?.line }

    /// What it is, for messages: `"3"`, `a list`, `keys with values`.
    public var kind: String {
        switch self {
        case .scalar(let scalar): "\"\(scalar.string.prefix(60))\""
        case .sequence: "a list"
        case .mapping: "keys with values"
        case .alias: "an alias"
        }
    }

    /// Whether it stands for no value: nothing, `~` or `null`, without quotes.
    public var isNull: Bool {
        guard case .scalar(let scalar) = self else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
