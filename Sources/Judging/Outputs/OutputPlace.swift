/// Where in an output something is, found by reading it once more: only needed when outputs differ.
enum OutputPlace {
    /// The line of an offset, and the token of that line, both counted from 1.
    static func lineAndToken(of offset: Int, in source: ByteSource) throws -> (line: Int, token: Int) {
        var (line, token, isInToken) = (1, 1, false)
        try walk(source, to: offset) { byte in
            if ByteKind.isSpace(byte) {
                if isInToken { token += 1 }
                isInToken = false
                if byte == 10 { (line, token) = (line + 1, 1) }
            } else {
                isInToken = true
            }
        }
        return (line, token)
    }

    /// How many line ends there are between two offsets.
    static func lineEnds(in source: ByteSource, from: Int = 0, to offset: Int) throws -> Int {
        var count = 0
        try walk(source, from: from, to: offset) { if $0 == 10 { count += 1 } }
        return count
    }

    /// The offset after the last byte before `offset` that satisfies a condition, not before `least`.
    static func start(before offset: Int, in source: ByteSource, least: Int = 0, after condition: (UInt8) -> Bool)
        throws -> Int
    {
        var end = offset
        while end > least {
            let begin = max(end - 4096, least)
            let bytes = try source.bytes(begin..<end)
            if let index = bytes.lastIndex(where: condition) { return begin + index + 1 }
            end = begin
        }
        return least
    }

    private static func walk(_ source: ByteSource, from: Int = 0, to offset: Int, _ look: (UInt8) -> Void) throws {
        var position = from
        while position < offset {
            let bytes = try source.bytes(position..<min(position + ByteCursor.windowBytes, offset))
            if bytes.isEmpty { return }
            bytes.forEach(look)
            position += bytes.count
        }
    }
}

/// What a byte counts as.
enum ByteKind {
    /// White space as C's `isspace` has it.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

    /// What ends a line where CR does so too.
    static func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    /// White space of one byte as Python's `str.strip` has it.
    static func isPythonSpace(_ byte: UInt8) -> Bool { isSpace(byte) || (byte >= 28 && byte <= 31) }
}
