import Mustache

/// Text made safe for HTML.
///
/// Scalars are looked at one by one. Swift's `Character` would be wrong here: a quote with a combining mark after it is
/// another character than a quote, but to a browser it ends an attribute.
struct HTMLText: MustacheContentType {
    /// The name by which templates ask for it.
    static let contentType = "SCALAR_HTML"

    /// The text with the five characters of HTML's syntax escaped, and controls that HTML forbids shown as U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            default: escaped.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
            }
        }
        return escaped
    }

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    /// JSON that may stand in a `script` element: nothing in it ends the element or begins a comment.
    static func scriptSafe(json: String) -> String {
        var safe: [UInt8] = []
        safe.reserveCapacity(json.utf8.count)
        for byte in json.utf8 {
            switch byte {
            case UInt8(ascii: "<"): safe += Array("\\u003c".utf8)
            case UInt8(ascii: ">"): safe += Array("\\u003e".utf8)
            case UInt8(ascii: "&"): safe += Array("\\u0026".utf8)
            default: safe.append(byte)
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }
}
