import Judging

/// A program reduced to what is left without comments and white space, to notice copies.
///
/// String literals are kept as they are. Two programs with the same essence are the same program to a reader; the
/// opposite is not claimed, and behaviour is compared by running.
public enum ProgramText {
    /// The essence of a program; `language` is the language's id.
    public static func essence(_ source: String, language: String) -> String {
        let bytes = Array(source.utf8)
        let isPython = language == "python"
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if let end = commentEnd(bytes, index, isPython) {
                index = end
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let end = literalEnd(bytes, index, isPython)
                kept += bytes[index..<end]
                index = end
            } else {
                if byte > 32 { kept.append(byte) }
                index += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    static func essence(_ source: String, language: Language) -> String { essence(source, language: language.id) }

    /// Where a comment that starts at `index` ends; nil when none starts there.
    private static func commentEnd(_ bytes: [UInt8], _ index: Int, _ isPython: Bool) -> Int? {
        let rest = bytes[index...]
        if isPython ? rest.first == UInt8(ascii: "#") : rest.starts(with: "//".utf8) {
            return rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        }
        guard !isPython, rest.starts(with: "/*".utf8) else { return nil }
        var end = index + 2
        while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) {
            end += 1
        }
        return min(end + 2, bytes.count)
    }

    /// Where the literal that starts at `index` ends; an unfinished one ends with its line.
    private static func literalEnd(_ bytes: [UInt8], _ index: Int, _ isPython: Bool) -> Int {
        let quote = bytes[index]
        let isTriple = isPython && bytes[index...].starts(with: [quote, quote, quote])
        var end = index + (isTriple ? 3 : 1)
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
            } else if isTriple, bytes[end...].starts(with: [quote, quote, quote]) {
                return end + 3
            } else if !isTriple, bytes[end] == quote || bytes[end] == UInt8(ascii: "\n") {
                return end + 1
            } else {
                end += 1
            }
        }
        return bytes.count
    }
}
