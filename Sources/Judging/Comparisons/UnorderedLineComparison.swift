import Glibc

/// Compares outputs as lines in any order, each as often; white space at a line's end and empty lines do not count.
///
/// Lines are not kept: each side is the sum of its lines' hashes, 64 bits of SipHash under a key that a program cannot
/// know (Swift's `Hasher` draws it anew in each process), so that equal sums mean equal lines.
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
        var hashes = 0
    }

    private static func sum(_ source: ByteSource) throws -> Sum {
        var sum = Sum()
        try forEachLine(source) { line in
            var hasher = Hasher()
            hasher.combine(bytes: line)
            sum.lines += 1
            sum.hashes &+= hasher.finalize()
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
        let window = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteCursor.windowBytes, alignment: 16)
        defer { window.deallocate() }
        var offset = 0
        while true {
            let size = try source.read(at: offset, into: window)
            guard size > 0, let base = window.baseAddress else { break }
            offset += size
            var start = 0
            while let newline = memchr(base + start, 10, size - start) {
                let length = newline - (base + start)
                let part = UnsafeRawBufferPointer(start: base + start, count: length)
                if line.isEmpty {
                    end(part)
                } else {
                    line += part
                    line.withUnsafeBytes(end)
                    line.removeAll(keepingCapacity: true)
                }
                start += length + 1
            }
            line += UnsafeRawBufferPointer(start: base + start, count: size - start)
        }
        line.withUnsafeBytes(end)
    }
}
