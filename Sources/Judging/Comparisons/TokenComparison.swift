import Problems

/// Compares outputs token by token, as the problem's rule says.
///
/// What is the same in both is passed over as blocks of bytes; tokens are looked at where the bytes differ.
struct TokenComparison {
    /// Numbers are compared as such up to this length, in bytes.
    private static let longestNumber = 512

    private let rule: TokenRule
    private let wanted: ByteCursor
    private let given: ByteCursor
    /// Whether both are at the start of a token, or in white space.
    private var isBetweenTokens = true

    private init(_ expected: ByteSource, _ actual: ByteSource, _ rule: TokenRule) {
        self.rule = rule
        wanted = ByteCursor(expected)
        given = ByteCursor(actual)
    }

    /// The first difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource, rule: TokenRule) throws -> Mismatch? {
        var comparison = TokenComparison(expected, actual, rule)
        return try comparison.mismatch()
    }

    private mutating func mismatch() throws -> Mismatch? {
        while true {
            if let last = try ByteCursor.skipCommon(wanted, given) { isBetweenTokens = ByteKind.isSpace(last) }
            let (want, got) = (try wanted.peek(), try given.peek())
            if want == nil && got == nil { return nil }
            let wantEnds = want.map(ByteKind.isSpace) ?? true
            let gotEnds = got.map(ByteKind.isSpace) ?? true
            if wantEnds && gotEnds {
                if let mismatch = try skipSpace() { return mismatch }
            } else if wantEnds != gotEnds && isBetweenTokens {
                if want == nil { return try surplus() }
                if got == nil { return try missing() }
                if let mismatch = try skipSpace() { return mismatch }
            } else if try !tokensAreEqual() {
                return try tokenMismatch()
            }
        }
    }

    /// Goes past the white space that the cursors are in, where it differs; what of that counts is a mismatch.
    @inline(__always)
    private mutating func skipSpace() throws -> Mismatch? {
        if rule.spaceSensitive { return try spaceMismatch() }
        if rule.lineEnds == .space {
            try wanted.skip(while: ByteKind.isSpace)
            try given.skip(while: ByteKind.isSpace)
            isBetweenTokens = true
            return nil
        }
        return try skipCountedSpace()
    }

    /// The same where line ends count.
    private mutating func skipCountedSpace() throws -> Mismatch? {
        let (want, got) = (try passedSpace(wanted), try passedSpace(given))
        isBetweenTokens = true
        // Where one of them ends and the other does not, a token is missing or too many.
        guard want.isAtEnd == got.isAtEnd else { return nil }
        if !want.isAtStart, !want.isAtEnd, want.endsLine != got.endsLine { return try lineEndMismatch(got.endsLine) }
        if rule.lineEnds == .countedWithBlankLines, want.blankLines != got.blankLines {
            return try blankLineMismatch(want.blankLines, got.blankLines)
        }
        return nil
    }

    /// What counts of the white space between two tokens.
    private struct Space {
        var isAtStart: Bool
        var isAtEnd = false
        var endsLine = false
        /// Lines of nothing but white space, without empty ones.
        var blankLines = 0
    }

    /// The whole of the white space that a cursor is in, from the token before it; goes past it.
    private func passedSpace(_ cursor: ByteCursor) throws -> Space {
        if isBetweenTokens { try cursor.goBack(while: ByteKind.isSpace) }
        var space = Space(isAtStart: cursor.offset == 0)
        // What follows a token on its line is no line of its own.
        var isBlankLine = false
        try cursor.skip { byte in
            if ByteKind.isLineEnd(byte) {
                if isBlankLine { space.blankLines += 1 }
                (space.endsLine, isBlankLine) = (true, false)
            } else if ByteKind.isSpace(byte) {
                isBlankLine = space.endsLine || space.isAtStart
            } else {
                return false
            }
            return true
        }
        space.isAtEnd = try cursor.peek() == nil
        if space.isAtEnd, isBlankLine { space.blankLines += 1 }
        return space
    }

    /// Compares the tokens that the cursors are in by what the rule tolerates; goes past them when they are equal.
    private mutating func tokensAreEqual() throws -> Bool {
        guard !rule.caseSensitive || rule.absoluteTolerance != nil || rule.relativeTolerance != nil else {
            return false
        }
        let (wantStart, gotStart) = (try start(wanted), try start(given))
        if !rule.caseSensitive {
            while let want = try wanted.peek(), let got = try given.peek(), !ByteKind.isSpace(want),
                Self.lowercased(want) == Self.lowercased(got)
            {
                wanted.seek(to: wanted.offset + 1)
                given.seek(to: given.offset + 1)
            }
            isBetweenTokens = false
            let wantEnds = try wanted.peek().map(ByteKind.isSpace) ?? true
            if try wantEnds && given.peek().map(ByteKind.isSpace) ?? true { return true }
        }
        wanted.seek(to: wantStart)
        given.seek(to: gotStart)
        guard let want = try wanted.take(until: ByteKind.isSpace, most: Self.longestNumber),
            let got = try given.take(until: ByteKind.isSpace, most: Self.longestNumber)
        else { return false }
        isBetweenTokens = false
        return isClose(want, got)
    }

    private func start(_ cursor: ByteCursor) throws -> Int {
        isBetweenTokens
            ? cursor.offset : try OutputPlace.start(before: cursor.offset, in: cursor.source, after: ByteKind.isSpace)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

    /// Whether both are finite decimal numbers that the rule calls close enough.
    private func isClose(_ want: [UInt8], _ got: [UInt8]) -> Bool {
        guard let want = Self.number(want), let got = Self.number(got) else { return false }
        let error = abs(want - got)
        if let limit = rule.absoluteTolerance, error <= limit { return true }
        if let limit = rule.relativeTolerance, error <= limit * abs(want) { return true }
        return false
    }

    private static func number(_ token: [UInt8]) -> Double? {
        // Without this, `0x1p4`, `inf` and `nan` would be numbers too.
        guard token.allSatisfy("+-.0123456789eE".utf8.contains) else { return nil }
        return Double(String(decoding: token, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension TokenComparison {
    private func spaceMismatch() throws -> Mismatch {
        let line = try OutputPlace.lineEnds(in: given.source, to: given.offset) + 1
        return Mismatch("line \(line): white space differs")
    }

    /// Both cursors are at the token that is on another line than expected.
    private func lineEndMismatch(_ isOnNewLine: Bool) throws -> Mismatch {
        let (line, token) = try OutputPlace.lineAndToken(of: given.offset, in: given.source)
        let wish = isOnNewLine ? "on the line of the token before it" : "on a new line"
        return Mismatch("line \(line), token \(token): expected \(try quote(given, from: given.offset)) \(wish)")
    }

    private func blankLineMismatch(_ wish: Int, _ fact: Int) throws -> Mismatch {
        let line = try OutputPlace.lineEnds(in: given.source, to: given.offset) + 1
        return Mismatch("line \(line): expected \(wish) lines of white space alone before it, got \(fact)")
    }

    private func surplus() throws -> Mismatch {
        let (line, token) = try OutputPlace.lineAndToken(of: given.offset, in: given.source)
        return Mismatch(
            "line \(line), token \(token): expected the end of the output, got \(try quote(given, from: given.offset))")
    }

    private func missing() throws -> Mismatch {
        let (line, token) = try OutputPlace.lineAndToken(of: wanted.offset, in: wanted.source)
        return Mismatch(
            "line \(line), token \(token): expected \(try quote(wanted, from: wanted.offset)), got the end of the output"
        )
    }

    private func tokenMismatch() throws -> Mismatch {
        let (wantStart, gotStart) = (try tokenStart(wanted), try tokenStart(given))
        let (line, token) = try OutputPlace.lineAndToken(of: gotStart, in: given.source)
        let skipped = try Mismatch.skipped(wanted.source, wantStart, given.source, gotStart)
        return Mismatch(
            "line \(line), token \(token): expected \(try quote(wanted, from: wantStart, after: skipped)), "
                + "got \(try quote(given, from: gotStart, after: skipped))")
    }

    private func tokenStart(_ cursor: ByteCursor) throws -> Int {
        try OutputPlace.start(before: cursor.offset, in: cursor.source, after: ByteKind.isSpace)
    }

    private func quote(_ cursor: ByteCursor, from start: Int, after skipped: Int = 0) throws -> String {
        let begin = start + skipped
        let bytes = try cursor.source.bytes(begin..<begin + Mismatch.quotedBytes + 1)
        return Mismatch.quote(bytes.prefix { !ByteKind.isSpace($0) }, after: skipped)
    }
}
