import Glibc

/// Compares outputs as lines in any order, each as often; white space at a line's end and empty lines do not count.
///
/// Lines are not kept: each side is the sum of its lines' hashes under a key that a program cannot know, drawn anew in each
/// process, so that equal sums mean equal lines. Lines that both begin with, in the same order, are passed over.
enum UnorderedLineComparison {
    /// How many lines are kept to say which one differs.
    private static let linesToExplain = 100_000

    /// A difference; nil when the output is right.
    static func mismatch(expected: ByteSource, actual: ByteSource) throws -> Mismatch? {
        let start = try startOfDifference(expected, actual)
        let (wanted, given) = (try sum(expected, from: start), try sum(actual, from: start))
        if wanted == given { return nil }
        guard wanted.lines <= linesToExplain, given.lines <= linesToExplain else {
            let (wanted, given) = (try sum(expected, from: 0).lines, try sum(actual, from: 0).lines)
            return Mismatch("the lines differ: expected \(wanted), got \(given) lines that are not empty")
        }
        return try explained(expected, actual)
    }

    private struct Sum: Equatable {
        var lines = 0
        var hashes: UInt64 = 0
    }

    private static func sum(_ source: ByteSource, from start: Int) throws -> Sum {
        var sum = Sum()
        let hash = LineHash.ofProcess
        try forEachLine(source, from: start) { line in
            sum.lines += 1
            sum.hashes &+= hash(line)
        }
        return sum
    }

    /// Where the first line begins that is not the same in both, or one before it.
    private static func startOfDifference(_ expected: ByteSource, _ actual: ByteSource) throws -> Int {
        let (one, other) = (ByteCursor(expected), ByteCursor(actual))
        _ = try ByteCursor.skipCommon(one, other)
        let first = max(0, one.offset - ByteCursor.windowBytes)
        return try expected.bytes(first..<one.offset).lastIndex(of: 10).map { first + $0 + 1 } ?? 0
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
    @inline(__always)
    private static func forEachLine(
        _ source: ByteSource, from start: Int = 0, _ take: (UnsafeRawBufferPointer) -> Void
    ) throws {
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
        var offset = start
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

/// A hash of 64 bits under a key: words of eight bytes, each mixed in by a product of 128 bits that is folded.
private struct LineHash {
    private let seed: UInt64
    private let keys: (UInt64, UInt64)

    static let ofProcess = LineHash()

    private init() {
        var random = SystemRandomNumberGenerator()
        seed = random.next()
        keys = (random.next() | 1, random.next() | 1)
    }

    @inline(__always)
    func callAsFunction(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = bytes.baseAddress else { return seed }
        var state = seed
        var done = 0
        while done + 8 <= bytes.count {
            state = Self.mix(state ^ base.loadUnaligned(fromByteOffset: done, as: UInt64.self), keys.0)
            done += 8
        }
        var rest: UInt64 = 0
        while done < bytes.count {
            rest = rest << 8 | UInt64(base.load(fromByteOffset: done, as: UInt8.self))
            done += 1
        }
        return Self.mix(Self.mix(state ^ rest, keys.1) ^ UInt64(bytes.count), keys.0)
    }

    @inline(__always)
    private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }
}
