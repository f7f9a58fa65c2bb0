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
        let want = try OutputPlace.start(before: wanted, in: expected) { $0 == 10 }
        let got = try OutputPlace.start(before: given, in: actual) { $0 == 10 }
        let skipped = try Mismatch.skipped(expected, want, actual, got)
        func quote(_ source: ByteSource, _ offset: Int, lineAt start: Int) throws -> String {
            if start >= source.count || isBetweenLines && offset >= source.count { return "the end of the output" }
            let begin = start + skipped
            let bytes = try source.bytes(begin..<begin + Mismatch.quotedBytes + 1)
            return Mismatch.quote(bytes.prefix { $0 != 10 }, after: skipped)
        }
        let (wish, fact) = (try quote(expected, wanted, lineAt: want), try quote(actual, given, lineAt: got))
        return Mismatch("line \(line + 1): expected \(wish), got \(fact)")
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
