import Glibc
import ScriptedServer
import Synchronization
import Testing

@testable import Models

/// Any instant to count from.
private let start = ContinuousClock.now

/// Lets requests through one second after the other, each answered within its second, and counts them by second.
private func admissions(_ limits: ModelLimits, seconds: Int, tokens: Int = 1, waiting: Int) -> [Int] {
    var turnstile = Turnstile(limits, now: start)
    for turn in 0..<waiting { turnstile.enqueue(Turnstile.Entry(turn: UInt64(turn), tokens: tokens, isRetry: false)) }
    return (0..<seconds).map { second in
        let now = start + .seconds(second)
        let admitted = turnstile.admit(now: now).admitted
        for (_, number) in admitted {
            turnstile.end(.answered(tokens: tokens), number: number, reserved: tokens, now: now)
        }
        return admitted.count
    }
}

@Test(arguments: [1, 3, 7, 60, 100, 900])
func `no minute has more requests than the limit, and the limit is used up`(_ perMinute: Int) {
    let limits = ModelLimits(requestsPerMinute: perMinute, concurrent: 10_000)
    let admitted = admissions(limits, seconds: 300, waiting: perMinute * 6)
    let minutes = (0...240).map { admitted[$0..<($0 + 60)].reduce(0, +) }
    #expect(minutes.allSatisfy { $0 <= perMinute })
    #expect(admitted.reduce(0, +) >= perMinute * 4)
}

@Test func `no minute has more tokens than the limit`() {
    let limits = ModelLimits(tokensPerMinute: 10_000, concurrent: 10_000)
    let admitted = admissions(limits, seconds: 300, tokens: 100, waiting: 1000)
    let minutes = (0...240).map { admitted[$0..<($0 + 60)].reduce(0, +) * 100 }
    #expect(minutes.allSatisfy { $0 <= 10_000 })
    #expect((minutes.max() ?? 0) > 9_000)
}

@Test func `a request larger than the bucket is let through once it is full, and paid back`() {
    var bucket = TokenBucket(perMinute: 600, now: start)
    #expect(bucket.wait(for: 5_000, now: start) == .zero)
    bucket.take(5_000, now: start)
    #expect(bucket.wait(for: 1, now: start) > .seconds(480))
    bucket.giveBack(4_990, now: start)
    #expect(bucket.wait(for: 1, now: start) == .zero)
}

@Test func `requests begin in the order of asking, and one that is sent again keeps its place`() {
    var turnstile = Turnstile(ModelLimits(concurrent: 2), now: start)
    for turn: UInt64 in [3, 5, 4, 1] { turnstile.enqueue(.init(turn: turn, tokens: 0, isRetry: false)) }
    #expect(turnstile.admit(now: start).admitted.map(\.entry.turn) == [1, 3])
    turnstile.end(.failed, number: 1, reserved: 0, now: start)
    turnstile.enqueue(.init(turn: 2, tokens: 0, isRetry: true))
    #expect(turnstile.admit(now: start).admitted.map(\.entry.turn) == [2])
    #expect(turnstile.waiting == 2)
}

@Test func `a window doubles a round until the first complaint, then shrinks once a round and grows by one`() {
    var window = ConcurrencyWindow(known: nil)
    for _ in 0..<64 { window.answered(inFlight: 64) }
    #expect(window.limit == 65)  // The second answer of the round found the window larger than what was in flight.
    window = ConcurrencyWindow(known: nil)
    for inFlight in 64..<128 { window.answered(inFlight: inFlight) }
    #expect(window.limit == 128)
    for number: UInt64 in 100..<120 { window.overloaded(number: number, next: 200, inFlight: 100) }
    #expect(window.limit == 70)
    window.overloaded(number: 200, next: 300, inFlight: 70)
    #expect(window.limit == 49)
    for _ in 0..<50 { window.answered(inFlight: 50) }
    #expect(window.limit == 50)
}

@Test func `a window never closes, and a stated number is never exceeded`() {
    var window = ConcurrencyWindow(known: 8)
    for _ in 0..<100 { window.answered(inFlight: 8) }
    #expect(window.limit == 8)
    for number: UInt64 in 0..<50 { window.overloaded(number: number, next: number, inFlight: window.limit) }
    #expect(window.limit == 1)
}

@Test func `while a server wants to be left alone, only those that waited for it begin`() {
    var turnstile = Turnstile(ModelLimits(), now: start)
    for turn: UInt64 in 1...10 { turnstile.enqueue(.init(turn: turn, tokens: 0, isRetry: false)) }
    #expect(turnstile.admit(now: start).admitted.count == 10)
    turnstile.end(.overloaded(comeAgain: .seconds(30)), number: 1, reserved: 0, now: start)
    for number: UInt64 in 2...10 { turnstile.end(.failed, number: number, reserved: 0, now: start) }
    turnstile.enqueue(.init(turn: 1, tokens: 0, isRetry: true))
    turnstile.enqueue(.init(turn: 11, tokens: 0, isRetry: false))
    let (admitted, next) = turnstile.admit(now: start)
    #expect(admitted.map(\.entry.turn) == [1])
    #expect(next == start + .seconds(30))
    #expect(turnstile.admit(now: start + .seconds(30)).admitted.map(\.entry.turn) == [11])
}

/// Headers, and the wait they ask for at 2026-01-01T00:00:00Z.
private let headerRows: [(headers: [String: String], wait: Duration?)] = [
    (["x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s"], .seconds(1)),
    (["x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s"], .seconds(360)),
    (["x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "20ms"], .seconds(0.02)),
    (["x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "1h2m3.5s"], .seconds(3723.5)),
    (["x-ratelimit-remaining-tokens": "5", "x-ratelimit-reset-tokens": "6m0s"], nil),
    (
        [
            "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s",
            "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "3s",
        ], .seconds(3)
    ),
    (
        [
            "anthropic-ratelimit-requests-remaining": "0", "anthropic-ratelimit-requests-reset": "2026-01-01T00:00:42Z",
        ], .seconds(42)
    ),
    (
        [
            "anthropic-ratelimit-output-tokens-remaining": "0",
            "anthropic-ratelimit-output-tokens-reset": "2025-12-31T23:59:00Z",
        ], .zero
    ),
    (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225610"], .seconds(10)),
    (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225610000"], .seconds(10)),
    (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "7"], .seconds(7)),
    (["ratelimit-remaining": "0", "ratelimit-reset": "7"], .seconds(7)),
    (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1e30"], .seconds(1_000_000_000)),
    (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"], nil),
    (["x-ratelimit-remaining": "0"], nil), ([:], nil),
]

@Test(arguments: headerRows)
func `the reset of a limit of which nothing is left is waited for`(_ headers: [String: String], _ wait: Duration?) {
    #expect(RateLimitHeaders.wait(headers, now: 1_767_225_600) == wait)
}

@Test func `a 429 without Retry-After is answered by the wait of its rate-limit headers`() async throws {
    let headers = ["X-RateLimit-Remaining-Requests": "0", "X-RateLimit-Reset-Requests": "12s"]
    let server = try ScriptedServer.start { request in
        request.index == 0
            ? [OpenAIScript.error(status: 429, message: "slow down", headers: headers)]
            : OpenAIScript.completion(text: "ok")
    }
    let waits = Waits()
    _ = try await TestClient.openAI(server, settings: waits.settings).respond(to: hello)
    #expect(waits.all.count == 1)
    #expect(waits.all.allSatisfy { $0 >= .seconds(12) && $0 < .seconds(14) })
}

/// How many requests a server works on.
private final class Crowd: Sendable {
    private let state = Mutex<(now: Int, most: Int)>((0, 0))
    var most: Int { state.withLock { $0.most } }

    func enter(limit: Int) -> Bool {
        state.withLock { state in
            guard state.now < limit else { return false }
            state.now += 1
            state.most = max(state.most, state.now)
            return true
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }
}

/// A server that bears so many requests at once and refuses the rest.
private func crowded(_ limit: Int, _ crowd: Crowd) throws -> ScriptedServer {
    try ScriptedServer.start { _ in
        guard crowd.enter(limit: limit) else { return [OpenAIScript.error(status: 429, message: "too many at once")] }
        // The server's own pace.
        return [.pause { usleep(2_000) }, .pause { crowd.leave() }] + OpenAIScript.completion(text: "ok")
    }
}

@Test func `the ceiling of a server is found, and no call fails of it`() async throws {
    let crowd = Crowd()
    let server = try crowded(5, crowd)
    let client = try TestClient.openAI(server)
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<300 { group.addTask { try await client.respond(to: hello).text } }
        return try await group.reduce(into: 0) { count, text in count += text == "ok" ? 1 : 0 }
    }
    #expect(answers == 300)
    #expect(crowd.most == 5)
    let limiter = RateLimiters.shared.limiter(server: server.baseURL, model: "m", key: nil, limits: ModelLimits())
    #expect(limiter.limit < ConcurrencyWindow.start)
}

@Test func `a stated number of requests at once is kept to`() async throws {
    let crowd = Crowd()
    let server = try crowded(50, crowd)
    var settings = Waits().settings
    settings.limits = ModelLimits(concurrent: 3)
    let client = try TestClient.openAI(server, settings: settings)
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<30 { group.addTask { _ = try await client.respond(to: hello) } }
        try await group.waitForAll()
    }
    #expect(crowd.most == 3)
    #expect(server.requests.count == 30)
}

@Test func `a call that is cancelled in the queue leaves it`() async throws {
    let server = try ScriptedServer.start { _ in [.hangUntilClosed] }
    var settings = Waits().settings
    settings.limits = ModelLimits(concurrent: 1)
    let client = try TestClient.openAI(server, settings: settings)
    let calls = (0..<3).map { _ in
        Task { await modelError { () throws(ModelError) in try await client.respond(to: hello) } }
    }
    await server.waitUntil { $0.requests.count == 1 }
    for call in calls { call.cancel() }
    for call in calls { #expect(await call.value == .cancelled) }
    #expect(server.requests.count == 1)
}
