import Dispatch
import ScriptedServer
import Testing

@testable import Models

@Suite(.enabled(if: TLSFront.missing == nil, "\(TLSFront.missing ?? ""): TLS and HTTP/2 are not tried"))
struct TLSTests {
    private func client(_ front: TLSFront, authority: String?, waits: Waits = Waits()) throws -> ChatClient {
        var settings = waits.settings
        settings.certificateFile = authority
        return try ChatClient(name: "test", baseURL: front.baseURL, model: "m", settings: settings)
    }

    @Test func `calls at the same time share one HTTP/2 connection`() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer.start { _ in
            [.pause { gate.wait() }] + OpenAIScript.completion(text: "ok")
        }
        let front = try TLSFront(before: server)
        let client = try client(front, authority: front.authorityFile)
        let calls = (0..<20).map { _ in Task { try await client.respond(to: hello).text } }
        await server.waitUntil { $0.requests.count == 20 }
        #expect(front.connections == 1)
        for _ in 0..<20 { gate.signal() }
        for call in calls { #expect(try await call.value == "ok") }
        #expect(server.requests.allSatisfy { $0.headers["via"]?.hasPrefix("2 ") == true })
    }

    @Test func `a certificate of an authority that is not trusted ends the call at once`() async throws {
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        let front = try TLSFront(before: server)
        let waits = Waits()
        let client = try client(front, authority: nil, waits: waits)
        let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
        guard case .unreachable(let url, let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(url == front.baseURL)
        #expect(reason.contains("certificate"), "\(reason)")
        #expect(server.requests.isEmpty)
        #expect(waits.all.isEmpty)
    }

    @Test func `a stream that breaks within HTTP/2 is retried on its own`() async throws {
        let server = try ScriptedServer.start { request in
            request.index == 0
                ? [OpenAIScript.chunk(#"{"content":"never to be seen"}"#), .reset] : OpenAIScript.completion(text: "ok")
        }
        let front = try TLSFront(before: server)
        let response = try await client(front, authority: front.authorityFile).respond(to: hello)
        #expect(response.text == "ok")
        #expect(response.attempts == 2)
    }
}
