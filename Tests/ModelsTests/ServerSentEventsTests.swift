import TestSupport
import Testing

@testable import Models

private let stream = """
    : comment\r
    event: first\r
    data: {"a":\r
    data: "ü€😀"}\r
    \r
    data\r
    \r
    id: 7
    data:no space
    unknown: field

    data: last
    """

private let events = [
    ServerSentEvent(name: "first", data: Array("{\"a\":\n\"ü€😀\"}".utf8)),
    ServerSentEvent(name: "", data: Array("no space".utf8)),
    ServerSentEvent(name: "", data: Array("last".utf8)),
]

/// All events of a stream that comes in these pieces.
private func parse(_ pieces: [[UInt8]]) throws -> [ServerSentEvent] {
    var parser = ServerSentEvents()
    var found: [ServerSentEvent] = []
    for piece in pieces { found += try parser.take(piece) }
    if let last = try parser.finish() { found.append(last) }
    return found
}

@Test func `events are the same wherever the stream is cut in two`() throws {
    let bytes = Array(stream.utf8)
    for cut in 0...bytes.count {
        #expect(try parse([Array(bytes[..<cut]), Array(bytes[cut...])]) == events, "cut at byte \(cut)")
    }
}

@Test func `events are the same in any pieces`() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<500 {
        var rest = Array(stream.utf8)[...]
        var pieces: [[UInt8]] = []
        while !rest.isEmpty {
            let count = Int.random(in: 0...min(rest.count, 9), using: &random)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        #expect(try parse(pieces) == events)
    }
}

@Test func `any bytes are parsed without a crash`() throws {
    var random = SplitMix64(seed: 5)
    let alphabet: [UInt8] = Array("dataevent: \r\n\u{FEFF}{}".utf8) + [0, 0xff]
    for _ in 0..<2000 {
        let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
        let whole = try parse([bytes])
        #expect(try parse(bytes.map { [$0] }) == whole)
    }
}

@Test func `a line beyond the limit is an error`() throws {
    var parser = ServerSentEvents(limit: 16)
    #expect(try parser.take(Array("data: 0123456789".utf8)).isEmpty)
    #expect(throws: ServerSentEvents.TooLong(limit: 16)) { try parser.take(Array("x".utf8)) }
}

@Test func `data lines beyond the limit together are an error`() throws {
    var parser = ServerSentEvents(limit: 16)
    #expect(throws: ServerSentEvents.TooLong(limit: 16)) {
        try parser.take(Array("data: 01234567\ndata: 01234567\n\n".utf8))
    }
}
