/// A provider's key, which shows itself to nobody but the request's header.
public struct APIKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The environment variable it came from.
    public let variable: String

    let secret: String

    /// Takes the key out of the environment; nil when the variable is missing or blank.
    ///
    /// - Throws: `ModelError.badName` when the value cannot be a key: it would break the header that carries it.
    public init?(variable: String, in environment: [String: String]) throws(ModelError) {
        let value = environment[variable] ?? ""
        let secret = String(value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !secret.isEmpty else { return nil }
        guard secret.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .badName("\(variable): the value holds spaces or control characters; expected a key alone")
        }
        self.variable = variable
        self.secret = secret
    }

    /// The variable in place of the key.
    public var description: String { "[key of \(variable)]" }
    /// The variable in place of the key.
    public var debugDescription: String { description }
    /// Nothing but the variable.
    public var customMirror: Mirror { Mirror(self, children: ["variable": variable]) }
}

/// Takes keys out of texts that a server wrote, and makes them fit for one line of a terminal.
struct ServerText {
    /// What is hidden.
    ///
    /// A shorter key needs no hiding (servers without keys are given any text), and it would be found in words that have
    /// nothing to do with it.
    private let secret: String?
    private static let shortestSecret = 8

    /// What is kept of a body that is shown to people: far more than is shown, for a key is looked for before the cut.
    static func start(of body: [UInt8]) -> String { String(decoding: body.prefix(65536), as: UTF8.self) }

    init(hiding key: APIKey?) {
        secret = key.flatMap { $0.secret.count >= Self.shortestSecret ? $0.secret : nil }
    }

    /// The text with each occurrence of the key replaced.
    func scrubbed(_ text: String) -> String {
        guard let secret, text.contains(secret) else { return text }
        return text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "[key]")
    }

    /// The text for an error message: keys (the parts of one that a server shows, too) hidden, one line, at most 300
    /// characters, no control characters.
    func line(_ text: String) -> String {
        let words = withoutKeyAtEnd(scrubbed(text)).split { $0.isWhitespace || $0.isNewline }.map { word in
            looksLikeKey(word) ? "[key]" : word
        }
        let line = words.joined(separator: " ").unicodeScalars.filter {
            $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value)
        }
        let clean = String(String.UnicodeScalarView(line))
        return clean.count <= 300 ? clean : clean.prefix(300) + "…"
    }

    /// The text without the first part of the key at its end: a text that was bounded may end within the key.
    private func withoutKeyAtEnd(_ text: String) -> String {
        guard let secret else { return text }
        for length in stride(from: secret.count - 1, through: 4, by: -1) where text.hasSuffix(secret.prefix(length)) {
            return text.dropLast(length) + "[key]"
        }
        return text
    }

    /// `sk-` is how the keys of OpenAI, Anthropic and OpenRouter begin; servers quote them with their middle starred out.
    private func looksLikeKey(_ word: Substring) -> Bool {
        let bare = word.drop { !$0.isLetter && !$0.isNumber }
        return bare.hasPrefix("sk-") && bare.count >= 8
    }
}
