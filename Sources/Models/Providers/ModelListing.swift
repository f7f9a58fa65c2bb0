import FoundationEssentials

/// Asks a server for the names of its models.
struct ModelListing: Sendable {
    let address: ServerAddress
    let headers: ServerHeaders
    let key: APIKey?
    let transport: Transport
    var timeouts = HTTPRequest.Timeouts(connect: .seconds(10), firstByte: .seconds(30), idle: .seconds(30))

    /// The names, as `GET /models` lists them; one attempt.
    ///
    /// - Throws: `ModelError` when the server is not there or answers otherwise.
    func names() async throws(ModelError) -> [String] {
        let request = HTTPRequest(
            url: address.text + "/models", headers: headers.lines(key), isLoopback: address.isLoopback,
            timeouts: timeouts, bodyLimit: 8 << 20)
        var status = 0
        var body: [UInt8] = []
        for await event in transport.start(request).events {
            switch event {
            case .head(let code, _): status = code
            case .body(let bytes): body += bytes
            case .failed(let failure): throw .unreachable(url: address.text, reason: failure.told)
            case .finished: break
            }
        }
        if Task.isCancelled { throw .cancelled }
        if status == 401 || status == 403 { throw .unauthorised(host: address.host, variable: key?.variable) }
        guard status == 200 else {
            let complaint = ServerComplaint(body: body)
            throw .rejected(
                host: address.host, status: status, message: ServerText(hiding: key).line(complaint.message))
        }
        guard let list = try? JSONDecoder().decode(List.self, from: Data(body)) else {
            throw .protocolBroken(host: address.host, detail: "/models does not list models")
        }
        return (list.data ?? []).map(\.id)
    }

    /// The names, or none when the server does not tell: for explaining a failure, which must not fail itself.
    func namesIfAny() async -> [String] {
        do { return try await names() } catch { return [] }
    }

    /// OpenAI's and Anthropic's lists have this much in common; Ollama's `data` is null when it has no model.
    private struct List: Decodable {
        struct Entry: Decodable { var id: String }
        var data: [Entry]?
    }
}
