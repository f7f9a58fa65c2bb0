import Dispatch
import ScriptedServer
import Testing

@testable import Models

private let price = PriceTable.Price(input: 1, output: 10)

private func capKind(_ error: ModelError?) -> CapReached.Kind? {
    guard case .capReached(let cap)? = error else { return nil }
    return cap.kind
}

/// A model at a scripted server that pays from ledgers.
private func metered(
    _ server: ScriptedServer, _ ledgers: Ledger..., price: PriceTable.Price? = price
) throws -> MeteredModel {
    MeteredModel(try TestClient.openAI(server), ledgers: ledgers, price: price)
}

@Test func `what an answer took is what is spent`() async throws {
    let server = try ScriptedServer.start { _ in
        OpenAIScript.completion(text: "ok", usage: ScriptedUsage(input: 1000, output: 100))
    }
    let ledger = Ledger(SpendingCaps(costUSD: 1), scope: .run)
    _ = try await metered(server, ledger).respond(to: hello)
    #expect(ledger.spent.calls == 1)
    #expect(ledger.spent.tokens == 1100)
    #expect(abs(ledger.spent.costUSD - 0.002) < 1e-12)
    #expect(ledger.reserved == Spending())
}

@Test(arguments: [
    (SpendingCaps(costUSD: 0.08), CapReached.Kind.cost), (SpendingCaps(tokens: 9000), .tokens),
    (SpendingCaps(calls: 0), .calls),
])
func `a call whose worst case does not fit is not made`(_ caps: SpendingCaps, _ kind: CapReached.Kind) async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let model = try metered(server, Ledger(caps, scope: .run))
    let error = await modelError { () throws(ModelError) in try await model.respond(to: hello) }
    #expect(capKind(error) == kind)
    #expect(server.requests.isEmpty)
}

@Test func `many at once keep to a cap that bears only some of them`() async throws {
    let server = try ScriptedServer.start { _ in
        OpenAIScript.completion(text: "ok", usage: ScriptedUsage(input: 100, output: 8192))
    }
    // The worst case of one call is a little more than 9,300 tokens; what each takes is 8,292.
    let ledger = Ledger(SpendingCaps(tokens: 50_000), scope: .run)
    let model = try metered(server, ledger)
    let answers = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<40 { group.addTask { (try? await model.respond(to: hello)) != nil } }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answers == 5)
    #expect(server.requests.count == 5)
    #expect(ledger.spent == Spending(calls: 5, tokens: 5 * 8292, costUSD: ledger.spent.costUSD))
    #expect(ledger.reserved == Spending())
}

@Test func `a call that fits once another has ended waits for it`() async throws {
    let gate = DispatchSemaphore(value: 0)
    let server = try ScriptedServer.start { request in
        (request.index == 0 ? [.pause { gate.wait() }] : []) + OpenAIScript.completion(text: "ok")
    }
    let ledger = Ledger(SpendingCaps(tokens: 12_000), scope: .run)
    let model = try metered(server, ledger)
    let calls = (0..<2).map { _ in Task { try await model.respond(to: hello).text } }
    await server.waitUntil { $0.requests.count == 1 }
    gate.signal()
    for call in calls { #expect(try await call.value == "ok") }
    #expect(ledger.spent.calls == 2)
}

@Test func `a call that is cancelled while it waits for others reserves nothing`() async throws {
    let server = try ScriptedServer.start { _ in [.hangUntilClosed] }
    let ledger = Ledger(SpendingCaps(calls: 1), scope: .run)
    let model = try metered(server, ledger)
    let calls = (0..<2).map { _ in
        Task { await modelError { () throws(ModelError) in try await model.respond(to: hello) } }
    }
    await server.waitUntil { $0.requests.count == 1 }
    for call in calls { call.cancel() }
    let errors = [await calls[0].value, await calls[1].value]
    #expect(errors.contains(.cancelled))
    #expect(ledger.reserved == Spending())
    // The call under way when it was cancelled may be charged for.
    #expect(ledger.spent.calls == 1)
}

/// Ways for an attempt to end, and whether its provider may want money for it.
private let ends: [(fault: Fault, isCharged: Bool)] = [
    (Fault("429", [OpenAIScript.error(status: 429, message: "slow down")]), false),
    (Fault("500", [OpenAIScript.error(status: 500, message: "oops")]), false),
    (Fault("529", [OpenAIScript.error(status: 529, message: "overloaded")]), false),
    (Fault("a page", [.respond(status: 200, headers: ["Content-Type": "text/html"], body: "<html>")]), false),
    (Fault("an error in place of an answer", [.respond(status: 200, body: #"{"error":"busy"}"#)]), false),
    (Fault("an error first", [OpenAIScript.data(#"{"error":{"message":"busy","code":503}}"#)]), false),
    (Fault("a reset before a byte", [.reset]), true),
    (Fault("a reset within the stream", [OpenAIScript.chunk(#"{"content":"a"}"#), .reset]), true),
    (Fault("an end before the final event", [OpenAIScript.chunk(#"{"content":"a"}"#)]), true),
    (
        Fault(
            "an error within the stream",
            [OpenAIScript.chunk(#"{"content":"a"}"#), OpenAIScript.data(#"{"error":{"message":"busy"}}"#)]), true
    ),
]

@Test(arguments: ends)
func `an attempt that may be charged for counts at its worst, and one that is not counts nothing`(
    _ fault: Fault, _ isCharged: Bool
) async throws {
    let server = try ScriptedServer.start { request in
        request.index == 0
            ? fault.steps : OpenAIScript.completion(text: "ok", usage: ScriptedUsage(input: 10, output: 5))
    }
    let ledger = Ledger(SpendingCaps(tokens: 1_000_000), scope: .run)
    let log = AttemptLog()
    let model = try metered(server, ledger)
    _ = try await CallContext.with({ $0.attempts = log }) { () async throws(ModelError) in
        try await model.respond(to: hello)
    }
    #expect(log.all.count == 2)
    #expect((log.all[0].presumed != nil) == isCharged)
    let presumed = log.all[0].presumed ?? TokenUsage()
    #expect(presumed.output == (isCharged ? hello.maxTokens : 0))
    #expect(ledger.spent.calls == (isCharged ? 2 : 1))
    #expect(ledger.spent.tokens == 15 + presumed.input + presumed.output)
    #expect(ledger.reserved == Spending())
}

@Test func `an answer without counts is entered by its length, never as nothing`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "four", usage: nil) }
    let ledger = Ledger(SpendingCaps(calls: 10), scope: .run)
    _ = try await metered(server, ledger).respond(to: hello)
    #expect(ledger.spent.calls == 1)
    #expect(ledger.spent.tokens > 1000)
}

@Test func `a problem's cap and the run's are kept to both, and neither keeps what the other refused`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let run = Ledger(SpendingCaps(calls: 3), scope: .run)
    let problems = (0..<2).map { _ in Ledger(SpendingCaps(calls: 2), scope: .problem) }
    var reached: [CapReached.Scope] = []
    for problem in [0, 0, 0, 1, 1] {
        let model = try metered(server, problems[problem], run)
        do throws(ModelError) {
            _ = try await model.respond(to: hello)
        } catch {
            if case .capReached(let cap) = error { reached.append(cap.scope) }
        }
    }
    #expect(reached == [.problem, .run])
    #expect(run.spent.calls == 3)
    #expect(problems.map(\.spent.calls) == [2, 1])
    #expect(problems.allSatisfy { $0.reserved == Spending() })
}

@Test func `the worst case is never below what a server counts`() async throws {
    // A token a byte, as for random characters of an alphabet that no vocabulary knows.
    let text = String(repeating: "\u{1F9EA}", count: 500)
    let server = try ScriptedServer.start { request in
        OpenAIScript.completion(text: "ok", usage: ScriptedUsage(input: text.utf8.count, output: 8192))
    }
    let ledger = Ledger(SpendingCaps(tokens: 20_000), scope: .run)
    let log = AttemptLog()
    let model = try metered(server, ledger)
    let worst = WorstCase.usage(requestBytes: text.utf8.count, outputTokens: 8192)
    _ = try await CallContext.with({ $0.attempts = log }) { () async throws(ModelError) in
        try await model.respond(to: ChatRequest(messages: [.user(text)]))
    }
    #expect(ledger.spent.tokens <= worst.input + worst.output)
}

@Test(arguments: [
    (
        SpendingCaps(costUSD: 1.5), Spending(calls: 9, tokens: 1, costUSD: 1.4567),
        "--max-cost $1.50: $1.46 are spent, and the next call may take $0.1000; give a higher one"
    ),
    (
        SpendingCaps(calls: 9), Spending(calls: 9, tokens: 1, costUSD: 1),
        "--max-calls 9: all of them are made; give a higher one"
    ),
])
func `a cap that is reached says what was spent and what to do`(
    _ caps: SpendingCaps, _ spent: Spending, _ text: String
) async {
    let ledger = Ledger(caps, scope: .run, spent: spent)
    do throws(ModelError) {
        try await ledger.reserve(Spending(calls: 1, tokens: 100, costUSD: 0.1))
        Issue.record("it was reserved")
    } catch {
        #expect("\(error)" == text)
    }
}
