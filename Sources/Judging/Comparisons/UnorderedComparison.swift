import Glibc
import Problems

/// Compares outputs as lines or tokens in any order, each as often.
///
/// These are not kept: each side is the sum of its parts' hashes under a key that a program cannot know, drawn anew in each
/// process, so that equal sums mean equal parts. Lines that both begin with, in the same order, are passed over.
struct UnorderedComparison {
    /// How many parts are kept to say which one differs.
    private static let partsToExplain = 100_000

    private let part: UnorderedPart
    private var noun: String { part == .tokens ? "token" : "line" }

    /// A difference; nil when the output is right.
    ///
    /// - Parameters:
    ///   - expected: The expected output.
    ///   - actual: What the program wrote.
    ///   - part: Any but `characters`.
    /// - Returns: The difference.
    /// - Throws: `ProblemError`, `SandboxError` when one of them cannot be read.
    static func mismatch(expected: ByteSource, actual: ByteSource, part: UnorderedPart) throws -> Mismatch? {
        try UnorderedComparison(part: part).mismatch(expected, actual)
    }

    private func mismatch(_ expected: ByteSource, _ actual: ByteSource) throws -> Mismatch? {
        let start = try startOfDifference(expected, actual)
        let (wanted, given) = (try sum(expected, from: start), try sum(actual, from: start))
        if wanted == given { return nil }
        guard wanted.parts <= Self.partsToExplain, given.parts <= Self.partsToExplain else {
            let (wanted, given) = (try sum(expected, from: 0).parts, try sum(actual, from: 0).parts)
            let what = part == .tokens ? "tokens" : "lines that are not empty"
            return Mismatch("the \(noun)s differ: expected \(wanted), got \(given) \(what)")
        }
        return try explained(expected, actual, from: start)
    }

    private struct Sum: Equatable {
        var parts = 0
        var hashes: UInt64 = 0
    }

    private func sum(_ source: ByteSource, from start: Int) throws -> Sum {
        var sum = Sum()
        let hash = LineHash.ofProcess
        try forEachPart(source, from: start) { part in
            sum.parts += 1
            sum.hashes &+= hash(part)
        }
        return sum
    }

    /// Where the first line begins that is not the same in both, or one before it.
    private func startOfDifference(_ expected: ByteSource, _ actual: ByteSource) throws -> Int {
        let (one, other) = (ByteCursor(expected), ByteCursor(actual))
        _ = try ByteCursor.skipCommon(one, other)
        let first = max(0, one.offset - ByteCursor.windowBytes)
        return try expected.bytes(first..<one.offset).lastIndex(of: 10).map { first + $0 + 1 } ?? 0
    }

    /// What is too many or missing, which a common beginning does not change.
    private func explained(_ expected: ByteSource, _ actual: ByteSource, from start: Int) throws -> Mismatch {
        var counts: [[UInt8]: Int] = [:]
        try forEachPart(expected, from: start) { counts[Array($0), default: 0] += 1 }
        var surplus: [UInt8]?
        try forEachPart(actual, from: start) { part in
            let part = Array(part)
            let left = counts[part, default: 0] - 1
            counts[part] = left
            if left < 0 && surplus == nil { surplus = part }
        }
        if let surplus { return Mismatch("a \(noun) too many: \(Mismatch.quote(surplus))") }
        let missing = counts.filter { $0.value > 0 }.keys.min { $0.lexicographicallyPrecedes($1) } ?? []
        return Mismatch("a \(noun) is missing: \(Mismatch.quote(missing))")
    }

    /// Hands over each part in the form in which equal parts are equal bytes.
    @inline(__always)
    private func forEachPart(
        _ source: ByteSource, from start: Int, _ take: (UnsafeRawBufferPointer) -> Void
    ) throws {
        switch part {
        case .lines, .characters:
            try Self.forEachLine(source, from: start) { line in
                var line = line
                while let last = line.last, ByteKind.isSpace(last) { line = .init(rebasing: line.dropLast()) }
                if !line.isEmpty { take(line) }
            }
        case .tokens:
            try Self.forEachLine(source, from: start) { line in
                for token in line.split(whereSeparator: ByteKind.isSpace) { take(.init(rebasing: token)) }
            }
        case .tokenLines:
            var tokens: [UInt8] = []
            try Self.forEachLine(source, from: start) { line in
                for line in line.split(whereSeparator: ByteKind.isLineEnd) {
                    tokens.removeAll(keepingCapacity: true)
                    // A space after each token: no line is empty, whatever it is made of.
                    for token in line.split(whereSeparator: ByteKind.isSpace) {
                        tokens += token
                        tokens.append(32)
                    }
                    if tokens.isEmpty { tokens.append(32) }
                    tokens.withUnsafeBytes(take)
                }
            }
        }
    }

    /// Hands over each line, without LF at its end.
    @inline(__always)
    private static func forEachLine(
        _ source: ByteSource, from start: Int, _ take: (UnsafeRawBufferPointer) -> Void
    ) throws {
        var line: [UInt8] = []
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
                    take(part)
                } else {
                    line += part
                    line.withUnsafeBytes(take)
                    line.removeAll(keepingCapacity: true)
                }
                start += length + 1
            }
            line += UnsafeRawBufferPointer(start: base + start, count: size - start)
        }
        line.withUnsafeBytes(take)
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
