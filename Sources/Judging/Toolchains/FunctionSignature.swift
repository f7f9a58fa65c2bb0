/// What a functional problem's starter code, in Python, says of the function that is called.
public struct FunctionSignature: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The annotations of its parameters but for `self`, empty where there is none; nil where the code does not show it.
    public let parameters: [String]?
    /// The annotation of its result; empty where there is none.
    public let result: String

    /// Reads a signature; starter code that does not hold it says nothing.
    public init(name: String, starterCode: String) {
        self.name = name
        var text = starterCode[...]
        guard let start = text.firstRange(of: "def \(name)(") else {
            (parameters, result) = (nil, "")
            return
        }
        text = text[start.upperBound...]
        let list = Self.part(&text, until: ")")
        var parameters: [String] = []
        var rest = list
        while !rest.isEmpty {
            var parameter = Self.part(&rest, until: ",")
            let own = Self.trimmed(Self.part(&parameter, until: ":"))
            if own == "self" || own.isEmpty { continue }
            parameters.append(Self.trimmed(Self.part(&parameter, until: "=")))
        }
        self.parameters = parameters
        text = text.drop { $0.isWhitespace }
        result = text.hasPrefix("->") ? Self.trimmed(Self.part(&text, until: ":").dropFirst(2)) : ""
    }

    /// Whether linked lists or trees are among what it takes and gives.
    var hasNodes: Bool { ([result] + (parameters ?? [])).contains { $0.contains("Node") } }

    /// Whether it is judged by what it has made of its first argument, as LeetCode has it for one that returns nothing.
    var changesArgument: Bool { result == "None" }

    /// What comes before a character outside of brackets, or all; the text goes on after it.
    private static func part(_ text: inout Substring, until end: Character) -> Substring {
        var depth = 0
        for place in text.indices {
            let character = text[place]
            if depth == 0, character == end {
                defer { text = text[text.index(after: place)...] }
                return text[..<place]
            }
            if "([{".contains(character) { depth += 1 } else if ")]}".contains(character) { depth -= 1 }
        }
        defer { text = text[text.endIndex...] }
        return text
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
