import FoundationEssentials
import Models

/// The one place where a value becomes the JSON that programs read: keys sorted, one document a line.
public enum JSONDocument {
    /// The document's text, without a final newline.
    public static func text(_ value: JSONValue, isPretty: Bool = false) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            // JSONValue has no value that JSON lacks but NaN and infinities, which no measurement yields.
            preconditionFailure("a JSON document could not be encoded: \(error)")
        }
    }
}

extension JSONValue {
    /// The JSON of a value that says itself how it is written.
    public init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(value))
    }

    /// Milliseconds or seconds, rounded to what a measurement is worth.
    static func rounded(_ value: Double, digits: Int = 1) -> JSONValue {
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        return .double((value * scale).rounded() / scale)
    }

    /// The string, or null.
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
