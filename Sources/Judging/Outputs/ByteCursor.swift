import Glibc

/// Walks over a source, one window of it in memory.
final class ByteCursor {
    /// How much is in memory at once, in bytes: small enough for a processor's cache, large enough for few reads.
    static let windowBytes = 128 * 1024

    let source: ByteSource
    private let window: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var position = 0

    init(_ source: ByteSource) {
        self.source = source
        window = .allocate(byteCount: Self.windowBytes, alignment: 16)
    }

    deinit { window.deallocate() }

    /// Where the next byte is in the source.
    var offset: Int { start + position }

    /// The next byte; nil at the end.
    func peek() throws -> UInt8? { try fill() ? window[position] : nil }

    func seek(to offset: Int) {
        if offset >= start, offset <= start + end {
            position = offset - start
        } else {
            (start, end, position) = (offset, 0, 0)
        }
    }

    /// Makes sure that there is a next byte in memory; false at the end.
    private func fill() throws -> Bool {
        if position < end { return true }
        start += end
        position = 0
        end = try source.read(at: start, into: window)
        return end > 0
    }

    /// Goes past the bytes that satisfy a condition.
    func skip(while condition: (UInt8) -> Bool) throws {
        while try fill() {
            while position < end {
                if !condition(window[position]) { return }
                position += 1
            }
        }
    }

    /// Goes back over the bytes before it that satisfy a condition.
    func goBack(while condition: (UInt8) -> Bool) throws {
        while position > 0 {
            if !condition(window[position - 1]) { return }
            position -= 1
        }
        // What came before is no longer in memory.
        seek(to: try OutputPlace.start(before: offset, in: source) { !condition($0) })
    }

    /// Takes the bytes up to one that satisfies a condition; nil when there are more than `most`.
    func take(until condition: (UInt8) -> Bool, most: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while let byte = try peek(), !condition(byte) {
            guard bytes.count < most else { return nil }
            bytes.append(byte)
            position += 1
        }
        return bytes
    }

    /// Goes past what is the same in both.
    ///
    /// - Returns: The last byte that was; nil when there was none.
    static func skipCommon(_ one: ByteCursor, _ other: ByteCursor) throws -> UInt8? {
        var last: UInt8?
        while try one.fill(), try other.fill() {
            let most = min(one.end - one.position, other.end - other.position)
            let common = commonPrefix(one.rest, other.rest, most)
            one.position += common
            other.position += common
            if common > 0 { last = one.window[one.position - 1] }
            if common < most { break }
        }
        return last
    }

    private var rest: UnsafeRawPointer {
        // `fill` was true: there is a window, and it has a base.
        UnsafeRawPointer(window.baseAddress.unsafelyUnwrapped) + position
    }

    private static func commonPrefix(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ most: Int) -> Int {
        let step = 1024
        var done = 0
        while done + step <= most, memcmp(one + done, other + done, step) == 0 { done += step }
        while done + 8 <= most {
            let difference =
                one.loadUnaligned(fromByteOffset: done, as: UInt64.self)
                ^ other.loadUnaligned(fromByteOffset: done, as: UInt64.self)
            if difference != 0 { return done + difference.littleEndian.trailingZeroBitCount / 8 }
            done += 8
        }
        while done < most,
            one.load(fromByteOffset: done, as: UInt8.self) == other.load(fromByteOffset: done, as: UInt8.self)
        {
            done += 1
        }
        return done
    }
}
