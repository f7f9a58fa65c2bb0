import FoundationEssentials

/// JSON in the one form that digests are taken of: keys sorted, no spaces, `/` not escaped.
///
/// Keys of records depend on it byte for byte: what it writes may never change.
enum CanonicalJSON {
    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("a value could not be written as JSON: \(error)")
        }
    }
}
