/// Compares outputs as lines in any order, each as often; white space at a line's end and empty lines do not count.
///
/// Lines are not kept: each side is the sum of its lines' hashes, twice 64 bits of SipHash under keys that a program
/// cannot know (Swift's `Hasher` draws them anew in each process), so that equal sums mean equal lines.
enum UnorderedLineComparison {
    /// How many lines are kept to say which one differs.
    private static let linesToExplain = 100_000

    /// A difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource) throws -> Mismatch? {
        let (wanted, given) = (try sum(expected), try sum(actual))
        if wanted == given { return nil }
        guard wanted.lines <= linesToExplain, given.lines <= linesToExplain else {
            return Mismatch("the lines differ: expected \(wanted.lines), got \(given.lines) lines that are not empty")
        }
        return try explained(expected, actual)
    }

    private struct Sum: Equatable {
        var lines = 0
        var one: UInt64 = 0
        var other: UInt64 = 0
    }

    private static func sum(_ source: ByteSource) throws -> Sum {
        var sum = Sum()
        try forEachLine(source) { line in
            var (one, other) = (Hasher(), Hasher())
            other.combine(0)
            one.combine(bytes: line)
            other.combine(bytes: line)
            sum.lines += 1
            sum.one &+= UInt64(bitPattern: Int64(one.finalize()))
            sum.other &+= UInt64(bitPattern: Int64(other.finalize()))
        }
        return sum
    }

    private static func explained(_ expected: ByteSource, _ actual: ByteSource) throws -> Mismatch {
        var counts: [[UInt8]: Int] = [:]
        try forEachLine(expected) { counts[Array($0), default: 0] += 1 }
        var surplus: [UInt8]?
        try forEachLine(actual) { line in
            let line = Array(line)
            let left = counts[line, default: 0] - 1
            counts[line] = left
            if left < 0 && surplus == nil { surplus = line }
        }
        if let surplus { return Mismatch("a line too many: \(Mismatch.quote(surplus))") }
        let missing = counts.filter { $0.value > 0 }.keys.min { $0.lexicographicallyPrecedes($1) } ?? []
        return Mismatch("a line is missing: \(Mismatch.quote(missing))")
    }

    /// Hands over each line that is not empty, without the white space at its end.
    private static func forEachLine(_ source: ByteSource, _ take: (UnsafeRawBufferPointer) -> Void) throws {
        var line: [UInt8] = []
        func end(_ bytes: UnsafeRawBufferPointer) {
            var bytes = bytes
            while let last = bytes.last, ByteKind.isSpace(last) {
                bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast())
            }
            if !bytes.isEmpty { take(bytes) }
        }
        var offset = 0
        while true {
            let window = try source.bytes(offset..<offset + ByteCursor.windowBytes)
            if window.isEmpty { break }
            offset += window.count
            window.withUnsafeBytes { window in
                var rest = window[...]
                while let newline = rest.firstIndex(of: 10) {
                    if line.isEmpty {
                        end(UnsafeRawBufferPointer(rebasing: rest[..<newline]))
                    } else {
                        line += rest[..<newline]
                        line.withUnsafeBytes(end)
                        line.removeAll(keepingCapacity: true)
                    }
                    rest = rest[(newline + 1)...]
                }
                line += rest
            }
        }
        line.withUnsafeBytes(end)
    }
}
