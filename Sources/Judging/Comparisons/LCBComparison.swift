/// LiveCodeBench's own rule for programs that write to stdout.
///
/// Both outputs are stripped and cut into lines; as many lines; each pair equal once stripped, or else both lists of
/// decimal numbers that are equal one by one. Source: `lcb_runner/evaluation/testing_util.py`, `grade_stdio`.
struct LCBComparison {
    /// Longer words are not taken for numbers, in bytes.
    private static let longestNumber = 1 << 16

    private let wanted: ByteCursor
    private let given: ByteCursor
    /// Where the first line that is not empty begins.
    private let begins: (wanted: Int, given: Int)

    private init(_ expected: ByteSource, _ actual: ByteSource) throws {
        wanted = ByteCursor(expected)
        given = ByteCursor(actual)
        try wanted.skip(while: ByteKind.isPythonSpace)
        try given.skip(while: ByteKind.isPythonSpace)
        begins = (wanted.offset, given.offset)
    }

    /// The first difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource) throws -> Mismatch? {
        try LCBComparison(expected, actual).mismatch()
    }

    private func mismatch() throws -> Mismatch? {
        while true {
            _ = try ByteCursor.skipCommon(wanted, given)
            if try wanted.peek() == nil && given.peek() == nil { return nil }
            if try onlySpaceIsLeftOfLines() { continue }
            let lines = (try lineStart(wanted, begins.wanted), try lineStart(given, begins.given))
            guard try linesAreEqual(lines.0, lines.1) else { return try difference(lines.0, lines.1) }
            switch (try wanted.peek(), try given.peek()) {
            case (nil, nil): return nil
            case (nil, _), (_, nil):
                // The last line of one: what the other has beyond it must be empty.
                try wanted.skip(while: ByteKind.isPythonSpace)
                try given.skip(while: ByteKind.isPythonSpace)
                if try wanted.peek() == nil && given.peek() == nil { return nil }
                return try difference(lines.0, lines.1)
            default: continue
            }
        }
    }

    /// Whether the lines, the same so far, differ in the white space at their ends alone; goes past it then.
    private func onlySpaceIsLeftOfLines() throws -> Bool {
        func isBlank(_ byte: UInt8) -> Bool { ByteKind.isPythonSpace(byte) && byte != 10 }
        let offsets = (wanted.offset, given.offset)
        try wanted.skip(while: isBlank)
        try given.skip(while: isBlank)
        let isLeft = (wanted.offset, given.offset) != offsets
        return try isLeft && wanted.peek() == 10 && given.peek() == 10
    }

    private func lineStart(_ cursor: ByteCursor, _ least: Int) throws -> Int {
        try OutputPlace.start(before: cursor.offset, in: cursor.source, least: least) { $0 == 10 }
    }

    /// Compares two lines, and goes to their ends.
    private func linesAreEqual(_ want: Int, _ got: Int) throws -> Bool {
        if try textsAreEqual(want, got) { return true }
        wanted.seek(to: want)
        given.seek(to: got)
        func isEnd(_ byte: UInt8) -> Bool { ByteKind.isPythonSpace(byte) }
        func isBlank(_ byte: UInt8) -> Bool { ByteKind.isPythonSpace(byte) && byte != 10 }
        while true {
            try wanted.skip(while: isBlank)
            try given.skip(while: isBlank)
            guard let want = try wanted.take(until: isEnd, most: Self.longestNumber),
                let got = try given.take(until: isEnd, most: Self.longestNumber)
            else { return false }
            if want.isEmpty && got.isEmpty { return true }
            guard let number = DecimalNumber(want), number == DecimalNumber(got) else { return false }
        }
    }

    /// Compares two lines as text, without the white space around them.
    private func textsAreEqual(_ want: Int, _ got: Int) throws -> Bool {
        func isBlank(_ byte: UInt8) -> Bool { ByteKind.isPythonSpace(byte) && byte != 10 }
        wanted.seek(to: want)
        given.seek(to: got)
        try wanted.skip(while: isBlank)
        try given.skip(while: isBlank)
        while let want = try wanted.peek(), let got = try given.peek(), want == got, want != 10 {
            wanted.seek(to: wanted.offset + 1)
            given.seek(to: given.offset + 1)
        }
        try wanted.skip(while: isBlank)
        try given.skip(while: isBlank)
        let (wantedRest, givenRest) = (try wanted.peek() ?? 10, try given.peek() ?? 10)
        return wantedRest == 10 && givenRest == 10
    }

    private func difference(_ want: Int, _ got: Int) throws -> Mismatch {
        let lines = (try lineCount(wanted.source, begins.wanted), try lineCount(given.source, begins.given))
        guard lines.0 == lines.1 else { return Mismatch("expected \(lines.0) lines, got \(lines.1)") }
        let line = try OutputPlace.lineEnds(in: given.source, from: begins.given, to: got) + 1
        let skipped = try Mismatch.skipped(wanted.source, want, given.source, got)
        return Mismatch(
            "line \(line): expected \(try quote(wanted, want, after: skipped)), "
                + "got \(try quote(given, got, after: skipped))")
    }

    /// How many lines there are from `begin` on, without the white space at the end; no text at all is one empty line.
    private func lineCount(_ source: ByteSource, _ begin: Int) throws -> Int {
        let end = try OutputPlace.start(before: source.count, in: source, least: begin) { !ByteKind.isPythonSpace($0) }
        return try OutputPlace.lineEnds(in: source, from: begin, to: end) + 1
    }

    private func quote(_ cursor: ByteCursor, _ start: Int, after skipped: Int) throws -> String {
        let begin = start + skipped
        var line = try cursor.source.bytes(begin..<begin + Mismatch.quotedBytes + 1).prefix { $0 != 10 }
        let isCut = line.count > Mismatch.quotedBytes
        if skipped == 0 { line = line.drop(while: ByteKind.isPythonSpace) }
        while !isCut, let last = line.last, ByteKind.isPythonSpace(last) { line.removeLast() }
        return Mismatch.quote(line, after: skipped)
    }
}
