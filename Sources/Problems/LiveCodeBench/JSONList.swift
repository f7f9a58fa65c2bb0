import FoundationEssentials

/// The items of a JSON list in a file, found by their brackets and quotes, each to be decoded by itself.
///
/// A list that is cut off is told apart from one that ends, and the place is named.
struct JSONList {
    /// One item.
    struct Item {
        /// Its bytes.
        let bytes: Data
        /// Its place in the list, from 0.
        let index: Int
        /// The line on which it begins, from 1.
        let line: Int
    }

    /// The largest file taken, in bytes.
    private static let largestBytes = 8 << 30

    /// The items, in order.
    let items: [Item]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - form: What it is, for messages.
    /// - Throws: `ProblemError.unreadable`; `.malformed` when it is no list, or is cut off.
    init(_ path: String, form: String) throws(ProblemError) {
        let bytes = try FileContents.read(path, atMost: Self.largestBytes)
        let scan = Scan(bytes)
        switch scan.end {
        case .whole: break
        case .noList: throw .malformed(path: path, place: nil, found: "text that is no JSON list", expected: form)
        case .cutOff(let line, let items):
            throw .malformed(
                path: path, place: "line \(line)", found: "the list is cut off after \(items) whole items",
                expected: form)
        case .followed(let line):
            throw .malformed(
                path: path, place: "line \(line)", found: "something that does not belong to the list", expected: form)
        }
        items = scan.ranges.enumerated().map { index, place in
            Item(bytes: bytes[place.range], index: index, line: place.line)
        }
    }

    /// One pass over the bytes.
    private struct Scan {
        enum End {
            case whole
            case noList
            case cutOff(line: Int, items: Int)
            case followed(line: Int)
        }

        private(set) var ranges: [(range: Range<Int>, line: Int)] = []
        private(set) var end = End.noList

        init(_ bytes: Data) {
            end = bytes.withUnsafeBytes { scan($0) }
        }

        private mutating func scan(_ bytes: UnsafeRawBufferPointer) -> End {
            var position = bytes.starts(with: FileContents.byteOrderMark) ? FileContents.byteOrderMark.count : 0
            var line = 1
            var depth = 0
            var isText = false
            var isOver = false
            // Where the item that has begun begins; an item that has ended waits for its comma or the list's end.
            var start: (offset: Int, line: Int)?
            var end = 0
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == 10 { line += 1 }
                if isText {
                    if byte == UInt8(ascii: "\\") { position += 1 }
                    if byte == UInt8(ascii: "\"") {
                        isText = false
                        end = position
                    }
                    continue
                }
                if byte == 32 || byte == 9 || byte == 13 || byte == 10 { continue }
                if isOver { return .followed(line: line) }
                if depth == 0 {
                    guard byte == UInt8(ascii: "[") else { return .noList }
                    depth = 1
                    continue
                }
                let isEnd = depth == 1 && byte == UInt8(ascii: "]")
                if depth == 1, isEnd || byte == UInt8(ascii: ",") {
                    if let begun = start { ranges.append((begun.offset..<end, begun.line)) }
                    if start == nil, !isEnd || !ranges.isEmpty { return .followed(line: line) }
                    start = nil
                    isOver = isEnd
                    continue
                }
                start = start ?? (position - 1, line)
                end = position
                switch byte {
                case UInt8(ascii: "\""): isText = true
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                default: break
                }
            }
            if isOver { return .whole }
            return depth == 0 ? .noList : .cutOff(line: line, items: ranges.count)
        }
    }
}
