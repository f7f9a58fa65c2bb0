/// Compares outputs line by line; white space at the end of a line does not count.
enum LineComparison {
    /// The first difference; nil when the output is right.
    ///
    /// - Parameters:
    ///   - expected: The expected output.
    ///   - actual: What the program wrote.
    ///   - countsLastEnds: Whether empty lines at the end and the last line's end count; CR ends a line then, as LF does.
    /// - Returns: The difference.
    /// - Throws: `ProblemError`, `SandboxError` when one of them cannot be read.
    static func mismatch(
        expected: ByteSource, actual: ByteSource, countsLastEnds: Bool = false
    ) throws -> Mismatch? {
        // Compiled once for each, as what is asked of every byte costs.
        countsLastEnds ? try compare(expected, actual, true) : try compare(expected, actual, false)
    }

    @inline(__always)
    private static func compare(
        _ expected: ByteSource, _ actual: ByteSource, _ countsLastEnds: Bool
    ) throws -> Mismatch? {
        func isEnd(_ byte: UInt8) -> Bool { countsLastEnds ? ByteKind.isLineEnd(byte) : byte == 10 }
        func isBlank(_ byte: UInt8) -> Bool { ByteKind.isSpace(byte) && !isEnd(byte) }
        let (wanted, given) = (ByteCursor(expected), ByteCursor(actual))
        while true {
            _ = try ByteCursor.skipCommon(wanted, given)
            let place = (wanted.offset, given.offset)
            try wanted.skip(while: isBlank)
            try given.skip(while: isBlank)
            let (want, got) = (try wanted.peek(), try given.peek())
            switch (want.map(isEnd), got.map(isEnd)) {
            case (nil, nil): return nil
            case (true, true) where want == got: continue
            case (true, true):
                wanted.seek(to: wanted.offset + 1)
                given.seek(to: given.offset + 1)
            case (nil, true) where countsLastEnds, (true, nil) where countsLastEnds:
                return try lastEndMismatch(actual, given.offset, isMissing: got == nil)
            case (nil, true), (true, nil):
                try wanted.skip(while: ByteKind.isSpace)
                try given.skip(while: ByteKind.isSpace)
                if try wanted.peek() == nil && given.peek() == nil { return nil }
                return try difference(expected, wanted.offset, actual, given.offset, isEnd, isBetweenLines: true)
            default: return try difference(expected, place.0, actual, place.1, isEnd)
            }
        }
    }

    private static func lastEndMismatch(_ actual: ByteSource, _ offset: Int, isMissing: Bool) throws -> Mismatch {
        let line = try OutputPlace.lineEnds(in: actual, to: offset) + 1
        let ends = ["a line's end", "the end of the output"]
        return Mismatch("line \(line): expected \(ends[isMissing ? 0 : 1]), got \(ends[isMissing ? 1 : 0])")
    }

    /// The lines in which the two offsets are, or that one of the outputs has ended.
    private static func difference(
        _ expected: ByteSource, _ wanted: Int, _ actual: ByteSource, _ given: Int, _ isEnd: (UInt8) -> Bool,
        isBetweenLines: Bool = false
    ) throws -> Mismatch {
        let line =
            given < actual.count || wanted >= expected.count
            ? try OutputPlace.lineEnds(in: actual, to: given) : try OutputPlace.lineEnds(in: expected, to: wanted)
        let want = try OutputPlace.start(before: wanted, in: expected, after: isEnd)
        let got = try OutputPlace.start(before: given, in: actual, after: isEnd)
        let skipped = try Mismatch.skipped(expected, want, actual, got)
        func quote(_ source: ByteSource, _ offset: Int, lineAt start: Int) throws -> String {
            if start >= source.count || isBetweenLines && offset >= source.count { return "the end of the output" }
            let begin = start + skipped
            let bytes = try source.bytes(begin..<begin + Mismatch.quotedBytes + 1)
            return Mismatch.quote(bytes.prefix { !isEnd($0) }, after: skipped)
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
