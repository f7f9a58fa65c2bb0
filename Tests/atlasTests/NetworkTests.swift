import Foundation
import ScriptedServer
import Testing

/// What the environment says about the network, as the built program takes it.
@Suite struct NetworkTests {
    private static func answer(_ request: ScriptedRequest) -> [ScriptedStep] {
        request.method == "CONNECT"
            ? [.respond(status: 502)]
            : request.method == "GET" ? [OpenAIScript.models(["m"])] : OpenAIScript.completion(text: "ready")
    }

    @Test func `a proxy is asked for other hosts, and not for those of NO_PROXY`() async throws {
        let proxy = try ScriptedServer.start(Self.answer)
        defer { proxy.stop() }
        let address = "http://127.0.0.1:\(proxy.port)"
        let variables = ["http_proxy": address, "HTTPS_PROXY": address]
        let plain = try await CommandLineTool.run(
            ["models", "ping", "m@http://models.invalid/v1"], environment: variables)
        #expect(plain.status == 0, "\(plain.stderr)")
        #expect(proxy.requests.contains { $0.path == "http://models.invalid/v1/chat/completions" })

        let secure = try await CommandLineTool.run(
            ["models", "ping", "m@https://models.invalid/v1"],
            environment: variables.merging(["ATLAS_API_KEY": "canary"]) { $1 })
        #expect(secure.status == 3)
        let tunnels = proxy.requests.filter { $0.method == "CONNECT" }
        #expect(tunnels.first?.path == "models.invalid:443")
        #expect(!tunnels.contains { "\($0.headers)".contains("canary") })

        let seen = proxy.requests.count
        for exception in [["NO_PROXY": "models.invalid"], ["NO_PROXY": "*"]] {
            let direct = try await CommandLineTool.run(
                ["models", "ping", "m@http://models.invalid/v1"], environment: variables.merging(exception) { $1 })
            #expect(direct.status == 3, "\(direct.stderr)")
        }
        let local = try await CommandLineTool.run(
            ["models", "ping", "m@\(proxy.baseURL)"], environment: variables)
        #expect(local.status == 0, "\(local.stderr)")
        #expect(proxy.requests[seen...].allSatisfy { !$0.path.contains("models.invalid") })
    }

    @Test(.enabled(if: TLSFront.missing == nil, "\(TLSFront.missing ?? ""): SSL_CERT_FILE is not tried"))
    func `SSL_CERT_FILE names the authorities that are trusted`() async throws {
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let front = try TLSFront(before: server)
        let trusted = try await CommandLineTool.run(
            ["models", "ping", "m@\(front.baseURL)"], environment: ["SSL_CERT_FILE": front.authorityFile])
        #expect(trusted.status == 0, "\(trusted.stderr)")
        let seen = server.requests.count
        let untrusted = try await CommandLineTool.run(["models", "ping", "m@\(front.baseURL)"])
        #expect(untrusted.status == 3)
        #expect(untrusted.stderr.contains("certificate"), "\(untrusted.stderr)")
        #expect(server.requests.count == seen)
    }
}
