import FoundationEssentials
import ScriptedServer
import TestSupport
import Testing

@testable import Models

/// A stream of each protocol, and what puts it together.
private struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var fresh: @Sendable () -> any AnswerAssembler

    private static let calls = [
        ScriptedToolCall(id: "a", name: "explore", arguments: #"{"n":"ü€😀"}"#),
        ScriptedToolCall(id: "b", name: "submit", arguments: #"{"explore":1}"#),
    ]

    static let all = [
        Sample(
            testDescription: "chat completions",
            bytes: bytes(OpenAIScript.completion(text: "Grüße 😀", reasoning: "hm\r\nm", toolCalls: calls)),
            fresh: { OpenAIAnswer(reasoningBack: .reasoningContent) }),
        Sample(
            testDescription: "Responses",
            bytes: bytes(
                ResponsesScript.stream(
                    text: "Grüße 😀", reasoning: "gAAA", summary: "hmm", toolCalls: calls,
                    final:
                        #"{"status":"completed","model":"m","output":[],"usage":{"input_tokens":1,"output_tokens":2}}"#
                )), fresh: { ResponsesAnswer() }),
        Sample(
            testDescription: "Messages",
            bytes: bytes(AnthropicScript.message(text: "Grüße 😀", thinking: "hmm", toolCalls: calls)),
            fresh: { AnthropicAnswer() }),
    ]

    private static func bytes(_ steps: [ScriptedStep]) -> [UInt8] {
        steps.flatMap { step -> [UInt8] in
            if case .chunk(let bytes) = step { bytes } else { [] }
        }
    }

    /// What comes of the stream in these pieces.
    func answer(_ pieces: [[UInt8]]) throws(AnswerFault) -> ChatResponse {
        var reader = AnswerReader(assembler: fresh())
        reader.begin(status: 200, headers: ["content-type": "text/event-stream"])
        for piece in pieces { try reader.take(piece) }
        return try reader.finish()
    }
}

@Test(arguments: Sample.all)
private func `an answer is the same in whatever pieces it comes`(_ sample: Sample) throws {
    let whole = try sample.answer([sample.bytes])
    #expect(whole.text == "Grüße 😀")
    #expect(whole.toolCalls.map(\.arguments) == [#"{"n":"ü€😀"}"#, #"{"explore":1}"#])
    #expect(whole.reasoningItems?.count == 1)
    #expect(try sample.answer(sample.bytes.map { [$0] }) == whole)
    var random = SplitMix64(seed: 7)
    for _ in 0..<60 {
        let cuts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Int.random(in: 0...sample.bytes.count, using: &random)
        }
        let ends = (cuts + [sample.bytes.count]).sorted()
        let pieces = zip([0] + ends, ends).map { Array(sample.bytes[$0..<$1]) }
        #expect(try sample.answer(pieces) == whole)
    }
}

@Test(arguments: Talk.all)
func `tool arguments are the same in whatever fragments they come`(_ talk: Talk) throws {
    let arguments = #"{"n":"ü€😀\n","m":[1,{"k":"\"}"}]}"#
    let characters = Array(arguments)
    func answer(_ ends: [Int]) throws -> [ToolCall] {
        let pieces = zip([0] + ends, ends).map { String(characters[$0..<$1]) }
        var reader = AnswerReader(assembler: talk.assembler)
        reader.begin(status: 200, headers: ["content-type": "text/event-stream"])
        try reader.take(talk.bytes(talk.call(inFragments: pieces)))
        return try reader.finish().toolCalls
    }
    let expected = [ToolCall(id: "a", name: "explore", arguments: arguments)]
    // Every way to cut the text in two, every character alone, and cuts at random.
    for cut in characters.indices { #expect(try answer([cut, characters.count]) == expected) }
    #expect(try answer(Array(1...characters.count)) == expected)
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
        let cuts = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            Int.random(in: 0...characters.count, using: &random)
        }
        #expect(try answer((cuts + [characters.count]).sorted()) == expected)
    }
}

@Test(arguments: Sample.all)
private func `a damaged answer is an answer or an error, never a crash`(_ sample: Sample) {
    var random = SplitMix64(seed: 11)
    var faults = 0
    for _ in 0..<1500 {
        var bytes = sample.bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(Array(#"{}[]",:0-e\"#.utf8).randomElement(using: &random) ?? 0, at: place)
            case 3: bytes.removeSubrange(place..<min(place + 40, bytes.count))
            default: bytes.insert(contentsOf: bytes[place..<min(place + 80, bytes.count)], at: place)
            }
            if bytes.isEmpty { bytes = [0] }
        }
        do {
            let response = try sample.answer([bytes])
            let usage = response.usage
            #expect(usage.cachedInput >= 0 && usage.cacheWrite >= 0 && usage.reasoning >= 0)
            #expect(usage.cachedInput + usage.cacheWrite <= usage.input && usage.reasoning <= usage.output)
        } catch {
            faults += 1
        }
    }
    // The damage reaches the parsers: it is noticed in many of the streams.
    #expect(faults > 300)
}

/// JSON texts of many forms.
private let documents = [
    #"{"numbers":[1,-2,3.5,1e3,-0.25E-2,0,-0,12345678901234567890],"others":{"none":null,"flags":[true,[]],"no":{}}}"#,
    #" [ "" , "ü€😀" , "\u00fc\u20AC\ud83d\ude00" , "\"\\\/\b\f\n\r\t" ] "#, "\"text\"", "17", "true", "null",
    #"{"choices":[{"index":0,"delta":{"content":"some \u2028 words"},"finish_reason":null}],"usage":null}"#,
    #"{"nested":"# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}",
]

@Test(arguments: documents) func `JSON is read as Foundation reads it`(_ text: String) throws {
    func foundation(_ bytes: [UInt8]) -> JSONValue? { try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) }
    let bytes = Array(text.utf8)
    let value = try #require(JSONValue(parsing: bytes))
    #expect(value == foundation(bytes))
    for end in bytes.indices where text.first == "{" { #expect(JSONValue(parsing: Array(bytes[..<end])) == nil) }
    // Of damaged texts nothing is read that Foundation reads otherwise.
    var random = SplitMix64(seed: 17)
    for _ in 0..<400 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) where !damaged.isEmpty {
            let place = Int.random(in: 0..<damaged.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: damaged[place] = UInt8.random(in: 0...255, using: &random)
            case 1: damaged.remove(at: place)
            default: damaged.insert(Array(#"{}[]",:0-e.\u"#.utf8).randomElement(using: &random) ?? 0, at: place)
            }
        }
        if let read = JSONValue(parsing: damaged), let other = foundation(damaged) { #expect(read == other) }
    }
}

@Test(arguments: [
    "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{,}", "[,1]", "{\"a\"}", "{a:1}", "01", "1.", ".5", "+1", "-", "1e",
    "nul",
    "truee", "[1] 2", "\"a", "\"\n\"", #""\x""#, #""\u12g4""#, #""\ud83d\u""#, #""\ud83d\ude0""#, "NaN", "1e999", "'a'",
    String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
]) func `what is no JSON is not read`(_ text: String) {
    #expect(JSONValue(parsing: text) == nil)
}

@Test(arguments: [
    (#"\ud83d"#, "\u{FFFD}"), (#"\ude00"#, "\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"), (#"\ud83d\n"#, "\u{FFFD}\n"),
    (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"),
    (#"\ud83d\\ude00"#, #"\#u{FFFD}\ude00"#), (#"\uD83D\uDE00"#, "😀"),
]) func `half of a pair of surrogates is read as the replacement character`(_ written: String, _ read: String) {
    #expect(JSONValue(parsing: "\"\(written)\"") == .string(read))
}

@Test(arguments: Talk.all) func `an answer that is cut within a pair of surrogates is an answer`(_ talk: Talk) throws {
    var stream = String(decoding: talk.bytes(talk.answer("SMILE and more")), as: UTF8.self)
    stream.replace("SMILE", with: #"\ud83d"#)
    var reader = AnswerReader(assembler: talk.assembler)
    reader.begin(status: 200, headers: ["content-type": "text/event-stream"])
    try reader.take(Array(stream.utf8))
    let response = try reader.finish()
    #expect(response.text == "\u{FFFD} and more")
    #expect(response.usage == TokenUsage(input: 10, output: 5))
}

@Test(arguments: Talk.all) func `so is one that comes whole`(_ talk: Talk) throws {
    let (text, counts) = (#"{"type":"text","text":"\ude00!"}"#, #""input_tokens":10,"output_tokens":5"#)
    let document =
        switch talk.wireProtocol {
        case .chat: #"{"choices":[{"message":{"content":"\ude00!"},"finish_reason":"stop"}]}"#
        case .responses:
            #"{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"\ude00!"}]}]}"#
        case .messages: #"{"type":"message","content":[\#(text)],"stop_reason":"end_turn","usage":{\#(counts)}}"#
        }
    var reader = AnswerReader(assembler: talk.assembler)
    reader.begin(status: 200, headers: ["content-type": "application/json"])
    try reader.take(Array(document.utf8))
    #expect(try reader.finish().text == "\u{FFFD}!")
}

@Test func `arguments with half of a pair of surrogates are given back as characters`() {
    let call = { ToolCall(id: "a", name: "explore", arguments: $0).argumentsText }
    #expect(call(#"{"n": "\ud83d"}"#) == "{\"n\":\"\u{FFFD}\"}")
    for kept in [#"{"n": "\ud83d\ude00"}"#, "{\"n\": \"\u{FFFD}\"}"] { #expect(call(kept) == kept) }
}

@Test func `bytes that are no UTF-8 are no JSON text`() {
    #expect(JSONValue(parsing: Array("\"".utf8) + [0xff] + Array("\"".utf8)) == nil)
    #expect(JSONValue(parsing: Array("\"\\n".utf8) + [0xf0, 0x9f] + Array("\"".utf8)) == nil)
}
