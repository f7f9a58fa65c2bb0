/// One event of a `text/event-stream`.
struct ServerSentEvent: Equatable {
    /// The event's type; empty when the server names none.
    var name: String
    /// The data lines, joined by line feeds; never empty.
    var data: [UInt8]
}

/// Cuts a `text/event-stream` into events, from pieces that may end anywhere, within a character too.
///
/// Lines end with LF, CRLF or CR; comments and unknown fields are skipped.
/// Source: WHATWG HTML, section 9.2.6, but for two things: an event that only lacks its blank line at the very end is
/// still delivered, and lines are bounded.
struct ServerSentEvents {
    /// A line or an event exceeds the limit.
    struct TooLong: Error, Equatable {
        /// The limit in bytes.
        var limit: Int
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var endedWithCR = false
    private var isFirstLine = true
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false

    /// Starts at the beginning of a stream; a line, and an event, has at most `limit` bytes.
    init(limit: Int = 32 << 20) { self.limit = limit }

    /// Takes the next piece of the stream and returns the events that it completes.
    mutating func take(_ bytes: [UInt8]) throws(TooLong) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var rest = bytes[...]
        if endedWithCR, let first = rest.first {
            if first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
            endedWithCR = false
        }
        while let end = endOfLine(rest) {
            try append(rest[..<end])
            let isCR = rest[end] == UInt8(ascii: "\r")
            rest = rest[rest.index(after: end)...]
            if isCR {
                if rest.isEmpty { endedWithCR = true }
                if rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
            }
            if let event = try endLine() { events.append(event) }
        }
        try append(rest)
        return events
    }

    /// Ends the stream; returns the event that lacks only its final line end or blank line.
    mutating func finish() throws(TooLong) -> ServerSentEvent? {
        if !line.isEmpty, let event = try endLine() { return event }
        return dispatch()
    }

    /// The place of the first line feed or carriage return.
    private func endOfLine(_ bytes: ArraySlice<UInt8>) -> Int? {
        let offset = bytes.withUnsafeBufferPointer { buffer in
            var offset = 0
            while offset < buffer.count && buffer[offset] != 0x0a && buffer[offset] != 0x0d { offset += 1 }
            return offset
        }
        return offset < bytes.count ? bytes.startIndex + offset : nil
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(TooLong) {
        guard line.count + bytes.count <= limit else { throw TooLong(limit: limit) }
        line += bytes
    }

    private mutating func endLine() throws(TooLong) -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: line.count < 65536) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data":
            guard data.count + value.count < limit else { throw TooLong(limit: limit) }
            if hasData { data.append(UInt8(ascii: "\n")) }
            hasData = true
            data += value
        case "event":
            name = String(decoding: value, as: UTF8.self)
        default:
            break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            data = []
            hasData = false
        }
        return data.isEmpty ? nil : ServerSentEvent(name: name, data: data)
    }
}
