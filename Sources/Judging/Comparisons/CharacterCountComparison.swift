/// Compares how often each byte is in the outputs; neither white space nor the case of ASCII letters counts.
enum CharacterCountComparison {
    /// A difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource) throws -> Mismatch? {
        let (wanted, given) = (ByteCursor(expected), ByteCursor(actual))
        _ = try ByteCursor.skipCommon(wanted, given)
        let start = wanted.offset
        let (wish, fact) = (try counts(wanted), try counts(given))
        guard let byte = wish.indices.first(where: { wish[$0] != fact[$0] }) else { return nil }
        wanted.seek(to: 0)
        let before = try counts(wanted, upTo: start)[byte]
        return Mismatch(
            "the characters differ: expected \(wish[byte] + before), got \(fact[byte] + before) times "
                + Mismatch.quote([UInt8(byte)]))
    }

    /// How often each byte is there, capital letters counted as small ones and white space not at all.
    private static func counts(_ cursor: ByteCursor, upTo end: Int = .max) throws -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        var left = end - cursor.offset
        try cursor.skip { byte in
            guard left > 0 else { return false }
            left -= 1
            counts[Int(byte)] += 1
            return true
        }
        for byte in counts.indices {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(UInt8(byte))
            if isCapital { counts[byte + 32] += counts[byte] }
            if isCapital || ByteKind.isSpace(UInt8(byte)) { counts[byte] = 0 }
        }
        return counts
    }
}
