import FoundationEssentials

/// Values in the words of Python.
enum PythonText {
    /// What Python's `repr` makes of JSON data, numbers as they are written; what is no JSON stays as it is.
    static func representation(ofJSON json: String) -> String {
        var result = ""
        var rest = json.utf8[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "\"") {
                var end = rest.index(after: rest.startIndex)
                while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
                    end =
                        rest.index(end, offsetBy: rest[end] == UInt8(ascii: "\\") ? 2 : 1, limitedBy: rest.endIndex)
                        ?? rest.endIndex
                }
                guard end < rest.endIndex, let text = try? JSONDecoder().decode(String.self, from: Data(rest[...end]))
                else {
                    return json
                }
                result += quoted(text)
                rest = rest[rest.index(after: end)...]
            } else if (97...122).contains(byte) {
                let word = rest.prefix { (97...122).contains($0) }
                let names = ["true": "True", "false": "False", "null": "None"]
                let text = String(decoding: word, as: UTF8.self)
                result += names[text] ?? text
                rest = rest[word.endIndex...]
            } else {
                let other = rest.prefix { $0 != UInt8(ascii: "\"") && !(97...122).contains($0) }
                for byte in other where ![32, 9, 10, 13].contains(byte) {
                    result.unicodeScalars.append(Unicode.Scalar(byte))
                    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") { result += " " }
                }
                rest = rest[other.endIndex...]
            }
        }
        return result
    }

    /// A text between the quotes that `repr` takes.
    private static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case quote: result += "\\\(quote)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + String(quote)
    }
}
