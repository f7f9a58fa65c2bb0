/// Compares outputs line by line; white space at the end of a line and empty lines at the end do not count.
enum LineComparison {
    /// The first difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource) throws -> Mismatch? {
        let (wanted, given) = (ByteCursor(expected), ByteCursor(actual))
        while true {
            _ = try ByteCursor.skipCommon(wanted, given)
            let place = (wanted.offset, given.offset)
            try wanted.skip(while: ByteKind.isBlank)
            try given.skip(while: ByteKind.isBlank)
            switch (try wanted.peek(), try given.peek()) {
            case (nil, nil): return nil
            case (10, 10): continue
            case (nil, 10), (10, nil):
                try wanted.skip(while: ByteKind.isSpace)
                try given.skip(while: ByteKind.isSpace)
                if try wanted.peek() == nil && given.peek() == nil { return nil }
                return try difference(expected, wanted.offset, actual, given.offset, isBetweenLines: true)
            default: return try difference(expected, place.0, actual, place.1)
            }
        }
    }

    /// The lines in which the two offsets are, or that one of the outputs has ended.
    private static func difference(
        _ expected: ByteSource, _ wanted: Int, _ actual: ByteSource, _ given: Int, isBetweenLines: Bool = false
    ) throws -> Mismatch {
        let line =
            given < actual.count || wanted >= expected.count
            ? try OutputPlace.lineEnds(in: actual, to: given) : try OutputPlace.lineEnds(in: expected, to: wanted)
        func quote(_ source: ByteSource, _ offset: Int) throws -> String {
            isBetweenLines && offset >= source.count ? "the end of the output" : try Self.quote(source, offset)
        }
        return Mismatch(
            "line \(line + 1): expected \(try quote(expected, wanted)), got \(try quote(actual, given))")
    }

    private static func quote(_ source: ByteSource, _ offset: Int) throws -> String {
        let start = try OutputPlace.start(before: offset, in: source) { $0 == 10 }
        guard start < source.count else { return "the end of the output" }
        return Mismatch.quote(try source.bytes(start..<start + Mismatch.quotedBytes + 1).prefix { $0 != 10 })
    }
}

/// Compares outputs byte for byte.
enum ExactComparison {
    /// The first difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource) throws -> Mismatch? {
        let (wanted, given) = (ByteCursor(expected), ByteCursor(actual))
        _ = try ByteCursor.skipCommon(wanted, given)
        if try wanted.peek() == nil && given.peek() == nil { return nil }
        let line = try OutputPlace.lineEnds(in: actual, to: given.offset) + 1
        let begin = try OutputPlace.start(before: given.offset, in: actual) { $0 == 10 }
        return Mismatch(
            "line \(line), byte \(given.offset - begin + 1): expected \(try quote(wanted)), got \(try quote(given))")
    }

    private static func quote(_ cursor: ByteCursor) throws -> String {
        guard try cursor.peek() != nil else { return "the end of the output" }
        return Mismatch.quote(try cursor.source.bytes(cursor.offset..<cursor.offset + Mismatch.quotedBytes + 1))
    }
}
