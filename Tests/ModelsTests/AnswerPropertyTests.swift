import ScriptedServer
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

/// SplitMix64: the same numbers in every run.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}

@Test(arguments: Sample.all)
private func `an answer is the same in whatever pieces it comes`(_ sample: Sample) throws {
    let whole = try sample.answer([sample.bytes])
    #expect(whole.text == "Grüße 😀")
    #expect(whole.toolCalls.map(\.arguments) == [#"{"n":"ü€😀"}"#, #"{"explore":1}"#])
    #expect(whole.reasoningItems?.count == 1)
    #expect(try sample.answer(sample.bytes.map { [$0] }) == whole)
    var random = Seeded(state: 7)
    for _ in 0..<60 {
        let cuts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Int.random(in: 0...sample.bytes.count, using: &random)
        }
        let ends = (cuts + [sample.bytes.count]).sorted()
        let pieces = zip([0] + ends, ends).map { Array(sample.bytes[$0..<$1]) }
        #expect(try sample.answer(pieces) == whole)
    }
}

@Test(arguments: Sample.all)
private func `tool arguments are the same in whatever fragments they come`(_ sample: Sample) throws {
    // Every way to cut the text between two fragments of the first call.
    let arguments = #"{"n":"ü€😀\n"}"#
    for cut in arguments.indices {
        let pieces = [String(arguments[..<cut]), String(arguments[cut...])]
        let text = OpenAIScriptFragments.stream(pieces)
        var answer = OpenAIAnswer()
        for document in text { try answer.take(document: Array(document.utf8)) }
        #expect(try answer.finish().toolCalls.map(\.arguments) == [arguments])
    }
}

/// Chunks of chat completions that hold one call in fragments.
private enum OpenAIScriptFragments {
    static func stream(_ pieces: [String]) -> [String] {
        let fragments = pieces.enumerated().map { place, piece in
            let head = place == 0 ? #""id":"a","# : ""
            let name = place == 0 ? #""name":"explore","# : ""
            let text = JSONValue.string(piece).canonicalText
            return
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\#(head)"function":{\#(name)"arguments":\#(text)}}]}}]}"#
        }
        return fragments + [#"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#]
    }
}

@Test(arguments: Sample.all)
private func `a damaged answer is an answer or an error, never a crash`(_ sample: Sample) {
    var random = Seeded(state: 11)
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
