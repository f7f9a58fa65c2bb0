/// Walks over the white-space separated tokens of an output, counting lines and the tokens in them.
struct Tokens {
    /// A token and where it stands, both counted from 1.
    struct Token {
        let bytes: Slice<UnsafeBufferPointer<UInt8>>
        let line: Int
        let column: Int

        /// `line 3, token 2`.
        var place: String { "line \(line), token \(column)" }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private(set) var line = 1
    private var column = 0

    /// Walks over bytes that must outlive the walk.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// White space as C's `isspace` has it.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

    mutating func next() -> Token? {
        while position < bytes.count, Self.isSpace(bytes[position]) {
            if bytes[position] == 10 {
                line += 1
                column = 0
            }
            position += 1
        }
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count, !Self.isSpace(bytes[position]) { position += 1 }
        column += 1
        return Token(bytes: bytes[start..<position], line: line, column: column)
    }
}
