import ScriptedServer
import TestSupport
import Testing

@testable import Models

/// A way for a call to fail, in the words of any protocol.
private struct TalkFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Whether the provider may want money for the attempt: the answer had begun, or nobody knows.
    var isCharged: Bool
    let steps: @Sendable (Talk) -> [ScriptedStep]

    init(_ description: String, isCharged: Bool = false, _ steps: @escaping @Sendable (Talk) -> [ScriptedStep]) {
        testDescription = description
        self.isCharged = isCharged
        self.steps = steps
    }

    private static let slow = "slow down"

    /// Faults that may pass: the next attempt is worth it.
    static let passing: [TalkFault] =
        [408, 409, 425, 429, 500, 502, 503, 529].map { status in TalkFault("\(status)") { $0.error(status) } } + [
            TalkFault("429 with Retry-After") { $0.error(429, slow, headers: ["Retry-After": "7"]) },
            TalkFault("502 as a page") { _ in
                [.respond(status: 502, headers: ["Content-Type": "text/html"], body: "<html>")]
            },
            TalkFault("closed without a byte", isCharged: true) { _ in [.close] },
            TalkFault("reset without a byte", isCharged: true) { _ in [.reset] },
            TalkFault("reset within the stream", isCharged: true) { $0.begun + [.reset] },
            TalkFault("closed within the stream", isCharged: true) { $0.begun + [.close] },
            TalkFault("closed within a chunk", isCharged: true) {
                $0.begun + [.raw(Array("40\r\ndata: {".utf8)), .close]
            },
            TalkFault("closed within a character", isCharged: true) {
                $0.begun + [.chunk(Array("data: \"".utf8) + [0xf0, 0x9f]), .close]
            },
            TalkFault("ended without the final event", isCharged: true) { $0.begun },
            TalkFault("ended within an event", isCharged: true) { $0.begun + [.text(#"data: {"type":"con"#)] },
            TalkFault("wrong JSON", isCharged: true) { $0.begun + $0.garbled + $0.end },
            TalkFault("an error within the stream", isCharged: true) { $0.begun + [$0.streamedError(isBusy: true)] },
            TalkFault("an error in place of a stream") { [$0.streamedError(isBusy: true)] },
            TalkFault("an error in place of an answer") { _ in
                [.respond(status: 200, body: #"{"type":"error","error":{"type":"api_error","message":"busy"}}"#)]
            },
            TalkFault("a whole document, cut", isCharged: true) { _ in
                [.raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".utf8)), .close]
            },
            TalkFault("nothing in it", isCharged: true) { $0.nothing },
            TalkFault("an empty body") { _ in
                [.respond(status: 200, headers: ["Content-Type": "text/event-stream"])]
            },
        ]

    /// Faults that would come again.
    static let lasting = [
        TalkFault("400") { $0.error(400) }, TalkFault("413") { $0.error(413) }, TalkFault("422") { $0.error(422) },
        TalkFault("a redirect") { _ in [.respond(status: 302, headers: ["Location": "http://127.0.0.1:1/"])] },
        TalkFault("a bad request, told within the stream") { [$0.streamedError(isBusy: false)] },
    ]

    /// Servers that say nothing for longer than they may, before and within an answer.
    static let silences = [
        TalkFault("before the answer", isCharged: true) { _ in [.hangUntilClosed] },
        TalkFault("within the answer", isCharged: true) { $0.begun + [.hangUntilClosed] },
    ]
}

/// Each kind of fault, over each protocol: the right outcome, each token accounted for once, and no transfer left behind.
@Suite(.timeLimit(.minutes(10))) struct FaultTableTests {
    /// What a call with a purse and a record came to.
    private struct Books {
        let result: Result<ChatResponse, ModelError>
        let attempts: [CallAttempt]
        let ledger: Ledger
    }

    private func ask(
        _ server: ScriptedServer, _ talk: Talk, settings: ClientSettings = Waits().settings
    ) async throws -> Books {
        let transport = Transport()
        let (log, ledger) = (AttemptLog(), Ledger(SpendingCaps(tokens: 1_000_000), scope: .run))
        let result: Result<ChatResponse, ModelError>
        do throws(ModelError) {
            result = .success(
                try await CallContext.with({
                    $0.attempts = log
                    $0.meter = CallMeter(ledgers: [ledger], price: nil)
                }) { () async throws(ModelError) in
                    try await talk.ask(server, transport, settings: settings)
                })
        } catch {
            result = .failure(error)
        }
        // A transfer that is let go of is read to its end; one that leaked would stay.
        try #require(await eventually { await transport.transfersInFlight() == 0 })
        #expect(ledger.reserved == Spending())
        return Books(result: result, attempts: log.all, ledger: ledger)
    }

    @Test(arguments: Talk.all, TalkFault.passing)
    private func `a passing fault is retried, nothing of it stays, and each token is counted once`(
        _ talk: Talk, _ fault: TalkFault
    ) async throws {
        let server = try ScriptedServer.start { $0.index == 0 ? fault.steps(talk) : talk.answer() }
        let waits = Waits()
        let books = try await ask(server, talk, settings: waits.settings)
        let response = try books.result.get()
        #expect(response.text == "ok")
        #expect(response.usage == TokenUsage(input: 10, output: 5))
        #expect(response.attempts == 2)
        #expect(server.requests.count == 2)
        #expect(waits.all.count == 1)
        #expect(books.attempts.count == 2)
        let presumed = books.attempts[0].presumed
        #expect((presumed != nil) == fault.isCharged)
        #expect(books.attempts[1].presumed == nil)
        #expect(books.ledger.spent.calls == (fault.isCharged ? 2 : 1))
        #expect(books.ledger.spent.tokens == 15 + (presumed.map { $0.input + $0.output } ?? 0))
    }

    @Test(arguments: Talk.all, TalkFault.lasting)
    private func `a lasting fault is not retried, and costs nothing`(_ talk: Talk, _ fault: TalkFault) async throws {
        let server = try ScriptedServer.start { _ in fault.steps(talk) }
        let books = try await ask(server, talk)
        guard case .failure(.rejected) = books.result else {
            Issue.record("\(books.result)")
            return
        }
        #expect(server.requests.count == 1)
        #expect(books.attempts.count == 1)
        #expect(books.ledger.spent == Spending())
    }

    @Test(arguments: Talk.all, TalkFault.silences)
    private func `a server that falls silent is given up, asked again, and counted at its worst`(
        _ talk: Talk, _ fault: TalkFault
    ) async throws {
        let server = try ScriptedServer.start { $0.index == 0 ? fault.steps(talk) : talk.answer() }
        var settings = Waits().settings
        // A machine that is busy for longer makes another attempt out of it, which changes nothing here.
        settings.firstByteTimeout = .milliseconds(300)
        settings.idleTimeout = .milliseconds(100)
        let books = try await ask(server, talk, settings: settings)
        #expect(try books.result.get().text == "ok")
        let failure = books.attempts.first?.failure ?? ""
        #expect(failure.hasPrefix("no answer within") || failure.hasPrefix("nothing more came for"), "\(failure)")
        #expect(books.attempts.first?.presumed?.output == hello.maxTokens)
        await server.waitUntil { $0.hangsEnded >= 1 }
    }

    /// What a stream may look like on the way, and still be the same answer.
    private static let courses: [(String, @Sendable ([UInt8]) -> [ScriptedStep])] = [
        ("byte by byte, as from a server that trickles", { $0.map { .chunk([$0]) } }),
        (
            "in threes, which cuts lines and characters",
            { bytes in
                stride(from: 0, to: bytes.count, by: 3).map { .chunk(Array(bytes[$0..<min($0 + 3, bytes.count)])) }
            }
        ),
        ("CRLF", { [.text(String(decoding: $0, as: UTF8.self).replacing("\n", with: "\r\n"))] }),
        ("CR", { [.text(String(decoding: $0, as: UTF8.self).replacing("\n", with: "\r"))] }),
        (
            "comments between the events",
            { bytes in
                [
                    .text(
                        ": hello\n\n" + String(decoding: bytes, as: UTF8.self).replacing("\n\n", with: "\n\n: ping\n\n")
                    )
                ]
            }
        ),
        (
            "under another content type",
            { bytes in
                [
                    .respond(
                        status: 200, headers: ["Content-Type": "text/plain"],
                        body: String(decoding: bytes, as: UTF8.self))
                ]
            }
        ),
        ("a reset after the final event", { [.chunk($0), .reset] }),
        ("no end after the final event", { [.chunk($0), .hangUntilClosed] }),
    ]

    @Test(arguments: Talk.all, courses.indices.map { $0 })
    private func `an answer is the same by whatever course it comes`(_ talk: Talk, _ index: Int) async throws {
        let (name, course) = Self.courses[index]
        let calls = [ScriptedToolCall(id: "a", name: "explore", arguments: #"{"n":"ü€😀"}"#)]
        let steps = course(talk.bytes(talk.answer("Grüße 😀", toolCalls: calls)))
        let server = try ScriptedServer.start { _ in steps }
        let books = try await ask(server, talk)
        let response = try books.result.get()
        #expect(response.text == "Grüße 😀", "\(name)")
        #expect(response.toolCalls.map(\.arguments) == [#"{"n":"ü€😀"}"#], "\(name)")
        #expect(response.finishReason == .toolCalls)
        #expect(response.attempts == 1)
        #expect(books.ledger.spent == Spending(calls: 1, tokens: 15))
    }

    @Test(arguments: Talk.all) func `a line of ten megabytes is an answer like any other`(_ talk: Talk) async throws {
        // A text comes in two pieces, but at the end of an item of Responses, where it comes whole.
        let length = (talk.wireProtocol == .responses ? 10 : 20) << 20
        let server = try ScriptedServer.start { _ in talk.answer(String(repeating: "x", count: length)) }
        let books = try await ask(server, talk)
        #expect(try books.result.get().text.utf8.count == length)
    }

    /// The endings that a protocol can give to an answer, besides the usual one.
    private func cut(_ talk: Talk, isRefusal: Bool) -> [ScriptedStep] {
        switch talk.wireProtocol {
        case .chat: OpenAIScript.completion(text: "half", finishReason: isRefusal ? "content_filter" : "length")
        case .responses:
            [
                ResponsesScript.end(
                    ResponsesScript.response(
                        text: "half", status: "incomplete",
                        reason: isRefusal ? "content_filter" : "max_output_tokens"), type: "response.incomplete")
            ]
        case .messages: AnthropicScript.message(text: "half", stopReason: isRefusal ? "refusal" : "max_tokens")
        }
    }

    @Test(arguments: Talk.all, [false, true])
    func `a cut answer and a refusal are answers that say so, and are paid for once`(
        _ talk: Talk, _ isRefusal: Bool
    ) async throws {
        let server = try ScriptedServer.start { _ in cut(talk, isRefusal: isRefusal) }
        let books = try await ask(server, talk)
        let response = try books.result.get()
        #expect(response.finishReason == (isRefusal ? .refusal : .length))
        #expect(response.text == "half")
        #expect(books.attempts.count == 1)
        #expect(books.ledger.spent == Spending(calls: 1, tokens: 15))
    }

    @Test(arguments: Talk.all) func `an answer that took just all its tokens is cut, whatever it is called`(
        _ talk: Talk
    ) async throws {
        // The answer has 5 tokens.
        let server = try ScriptedServer.start { _ in talk.answer() }
        for (limit, finish) in [(5, ChatResponse.FinishReason.length), (6, .stop)] {
            var request = hello
            request.maxTokens = limit
            let client = try TestClient.client(server, talk.wireProtocol)
            #expect(try await client.respond(to: request).finishReason == finish)
        }
    }

    /// A whole answer whose counts come never or twice.
    private func answer(_ talk: Talk, countsTwice: Bool) -> [ScriptedStep] {
        switch talk.wireProtocol {
        case .chat:
            let whole = OpenAIScript.completion(
                text: "ok", usage: countsTwice ? ScriptedUsage(input: 10, output: 5) : nil)
            return countsTwice ? whole.dropLast() + whole.suffix(2) : whole
        case .responses:
            let usage = countsTwice ? #"{"input_tokens":10,"output_tokens":5}"# : "null"
            let response = ResponsesScript.response(text: "ok", usage: usage)
            return (countsTwice ? [ResponsesScript.event("response.in_progress", #""response":\#(response)"#)] : [])
                + [ResponsesScript.end(response)]
        case .messages:
            guard countsTwice else {
                let end = #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#
                return [
                    AnthropicScript.start(usage: "{}"),
                    AnthropicScript.event(
                        "content_block_delta",
                        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ok"}}"#),
                    AnthropicScript.event("message_delta", end), AnthropicScript.stop,
                ]
            }
            let whole = AnthropicScript.message(text: "ok")
            return whole.dropLast() + whole.suffix(2)
        }
    }

    @Test(arguments: Talk.all) func `counts that come twice count once`(_ talk: Talk) async throws {
        let server = try ScriptedServer.start { _ in answer(talk, countsTwice: true) }
        let books = try await ask(server, talk)
        #expect(try books.result.get().usage == TokenUsage(input: 10, output: 5))
        #expect(books.ledger.spent == Spending(calls: 1, tokens: 15))
    }

    @Test(arguments: Talk.all)
    func `an answer without counts is entered by its length, never as nothing`(_ talk: Talk) async throws {
        let server = try ScriptedServer.start { _ in answer(talk, countsTwice: false) }
        let books = try await ask(server, talk)
        #expect(try books.result.get().usage == TokenUsage())
        let presumed = try #require(books.attempts.first?.presumed)
        #expect(presumed.output > 0 && presumed.input > 0)
        #expect(books.ledger.spent == Spending(calls: 1, tokens: presumed.input + presumed.output))
    }

    /// A whole answer with these counts of the request and the answer, as JSON; nil for none.
    private func answer(_ talk: Talk, _ input: String?, _ output: String?) -> [ScriptedStep] {
        let names =
            talk.wireProtocol == .chat ? ("prompt_tokens", "completion_tokens") : ("input_tokens", "output_tokens")
        let fields = [(names.0, input), (names.1, output)].compactMap { name, count in
            count.map { "\"\(name)\":\($0)" }
        }
        let usage = "{\(fields.joined(separator: ","))}"
        switch talk.wireProtocol {
        case .chat:
            return OpenAIScript.completion(text: "ok", usage: nil).dropLast()
                + [OpenAIScript.data(#"{"choices":[],"usage":\#(usage)}"#), OpenAIScript.data("[DONE]")]
        case .responses: return [ResponsesScript.end(ResponsesScript.response(text: "ok", usage: usage))]
        case .messages:
            let text = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ok"}}"#
            let end = #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":\#(usage)}"#
            return [
                AnthropicScript.start(usage: "{}"), AnthropicScript.event("content_block_delta", text),
                AnthropicScript.event("message_delta", end), AnthropicScript.stop,
            ]
        }
    }

    @Test(arguments: Talk.all, [nil, "null", "0", "-3", "2.5", "1e30", #""5""#])
    func `half a count is entered at its worst, and is no sum`(_ talk: Talk, _ unusable: String?) async throws {
        let none = try await ask(try ScriptedServer.start { _ in answer(talk, nil, nil) }, talk)
        let worst = try #require(none.attempts.first?.presumed)
        for isInput in [true, false] {
            let server = try ScriptedServer.start { _ in
                isInput ? answer(talk, unusable, "2") : answer(talk, "7", unusable)
            }
            let books = try await ask(server, talk)
            #expect(try books.result.get().usage == TokenUsage())
            let presumed = try #require(books.attempts.first?.presumed)
            #expect(presumed.input == (isInput ? worst.input : 7))
            #expect(presumed.output == (isInput ? 2 : worst.output))
            #expect(books.ledger.spent == Spending(calls: 1, tokens: presumed.input + presumed.output))
        }
    }
}
