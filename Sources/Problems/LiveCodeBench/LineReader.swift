import FoundationEssentials
import Glibc

/// Reads a file line by line, holding no more than a chunk or the current line.
final class LineReader {
    /// Where a line is: its number, counted from 1, and its bytes' place in `buffer`, without the line feed.
    struct Line {
        let number: Int
        let range: Range<Int>
    }

    /// The longest line taken, in bytes: some ten times the largest record published.
    static let longestLine = 1 << 30

    let path: String
    /// The bytes read last; a line's range in it holds until the next call of `next`.
    private(set) var buffer = [UInt8](repeating: 0, count: 1 << 20)
    private let descriptor: Int32
    private var number = 0
    private var start = 0
    private var end = 0

    /// Opens a file.
    ///
    /// - Throws: `ProblemError.unreadable`.
    init(path: String) throws(ProblemError) {
        self.path = path
        descriptor = try FileContents.open(path).descriptor
    }

    deinit { close(descriptor) }

    /// The next line; nil at the end.
    ///
    /// The last line need not end in a line feed.
    ///
    /// - Throws: `ProblemError.unreadable`; `.malformed` for an endless line.
    func next() throws(ProblemError) -> Line? {
        var searched = start
        while true {
            if let lineEnd = lineFeed(from: searched) {
                return take(upTo: lineEnd, next: lineEnd + 1)
            }
            searched = end
            if end == buffer.count { searched -= try makeRoom() }
            let got = try fill()
            if got == 0 {
                return start < end ? take(upTo: end, next: end) : nil
            }
        }
    }

    /// A copy of a line's bytes.
    func bytes(_ line: Line) -> Data { Data(buffer[line.range]) }

    private func take(upTo lineEnd: Int, next: Int) -> Line {
        number += 1
        defer { start = next }
        return Line(number: number, range: start..<lineEnd)
    }

    private func lineFeed(from index: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, index < end else { return nil }
            return memchr(base + index, 10, end - index).map { base.distance(to: UnsafeRawPointer($0)) }
        }
    }

    /// Moves the unfinished line to the front, or doubles the buffer; returns by how much the line moved.
    private func makeRoom() throws(ProblemError) -> Int {
        let moved = start
        if start > 0 {
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                memmove(base, base + start, end - start)
            }
            end -= start
            start = 0
        } else {
            guard buffer.count < Self.longestLine else {
                throw .malformed(
                    path: path, place: "line \(number + 1)", found: "a line of more than \(Self.longestLine) bytes",
                    expected: "one record on a line")
            }
            buffer += [UInt8](repeating: 0, count: buffer.count)
        }
        return moved
    }

    private func fill() throws(ProblemError) -> Int {
        while true {
            let room = buffer.count - end
            let got = buffer.withUnsafeMutableBytes { bytes in
                Glibc.read(descriptor, bytes.baseAddress.map { $0 + end }, room)
            }
            if got >= 0 {
                end += got
                return got
            }
            if errno != EINTR { throw .unreadable(path: path, reason: FileContents.reason(errno)) }
        }
    }
}
