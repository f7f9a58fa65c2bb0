import FoundationEssentials

/// Writes texts as JSON.
enum JSONText {
    /// A text between double quotes, as JSON and YAML have it.
    static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        guard let data = try? encoder.encode(text) else { preconditionFailure("a text is always JSON") }
        return String(decoding: data, as: UTF8.self)
    }
}
