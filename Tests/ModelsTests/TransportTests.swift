import ScriptedServer
import TestSupport
import Testing

@testable import Models

private func request(_ server: ScriptedServer) -> HTTPRequest {
    HTTPRequest(url: server.baseURL, headers: [], body: Array("{}".utf8), isLoopback: true)
}

@Test func `a connection is used again`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let transport = Transport()
    for _ in 0..<5 {
        for await event in transport.start(request(server)).events {
            if case .failed(let failure) = event { Issue.record("\(failure)") }
        }
    }
    #expect(server.log.requests.count == 5)
    #expect(server.log.connections == 1)
}

@Test func `a reader that has had enough leaves the connection usable`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let transport = Transport()
    for _ in 0..<5 {
        let transfer = transport.start(request(server))
        for await event in transfer.events {
            guard case .body = event else { continue }
            transfer.release()
            break
        }
        // Waiting for the released transfer's end is what the next call does not need, but this count does.
        try #require(await eventually { await transport.transfersInFlight() == 0 })
    }
    #expect(server.log.requests.count == 5)
    #expect(server.log.connections == 1)
}

@Test func `whatever becomes of them, transfers and connections are given back`() async throws {
    let fates: [[ScriptedStep]] = [
        OpenAIScript.completion(text: "ok"), [.reset], [.close], [.text("data: 1\n\n"), .reset],
        [.text("data: 1\n\n"), .close], [.respond(status: 500)], [.text("data: 1\n\n"), .hangUntilClosed],
    ]
    let server = try ScriptedServer.start { request in fates[request.index % fates.count] }
    var transport: Transport? = Transport()
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<fates.count * 10 {
            guard let events = transport?.start(request(server)).events else { return }
            group.addTask {
                for await event in events {
                    if case .body = event { break }
                }
            }
        }
    }
    #expect(await transport?.transfersInFlight() == 0)
    transport = nil
    let log = await server.waitUntil { $0.open == 0 }
    #expect(log.requests.count >= fates.count * 10)
}

@Test func `a transport that goes away fails what is under way`() async throws {
    let server = try ScriptedServer.start { _ in [.text("data: 1\n\n"), .hangUntilClosed] }
    var transport: Transport? = Transport()
    let events = transport?.start(request(server)).events
    await server.waitUntil { $0.requests.count == 1 }
    transport = nil
    var last: TransferEvent?
    for await event in try #require(events) { last = event }
    guard case .failed? = last else {
        Issue.record("\(String(describing: last))")
        return
    }
    await server.waitUntil { $0.open == 0 }
}

@Test func `a body beyond the limit ends the transfer`() async throws {
    let server = try ScriptedServer.start { _ in [.chunk([UInt8](repeating: 0, count: 3 << 20)), .hangUntilClosed] }
    var limited = request(server)
    limited.bodyLimit = 1 << 20
    var failure: TransferFailure?
    let transport = Transport()
    for await event in transport.start(limited).events {
        if case .failed(let found) = event { failure = found }
    }
    #expect(await transport.transfersInFlight() == 0)
    #expect(failure == TransferFailure(kind: .broken, reason: "the answer is longer than 1 MiB"))
}

@Test func `a hundred streams flow at the same time`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let client = try TestClient.openAI(server)
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<100 { group.addTask { try await client.respond(to: hello).text } }
        return try await group.reduce(into: 0) { count, text in count += text == "ok" ? 1 : 0 }
    }
    #expect(answers == 100)
}
