/// Sends one chat request until it is answered, or until there is no point in going on.
struct ChatExchange: Sendable {
    let address: ServerAddress
    /// Decides how the key is sent.
    let dialect: ServerAddress.Dialect
    /// The path of the chat call, below the address.
    let path: String
    /// The model's name at the server.
    let model: String
    let key: APIKey?
    let settings: ClientSettings
    let transport: Transport

    /// Why an attempt gave no answer, and what that means.
    private struct Setback: Error {
        /// How many attempts are worth making when this is the reason.
        var attempts: Int
        /// What the server asks for.
        var retryAfter: Duration?
        /// The error if this was the last attempt; told how many there were.
        var error: @Sendable (Int) -> ModelError
    }

    /// Sends the request, again where that helps, and returns the response.
    func answer(to body: JSONValue, with assembler: any AnswerAssembler) async throws(ModelError) -> ChatResponse {
        let request = HTTPRequest(
            url: address.text + path, headers: dialect.headers(key) + ["Content-Type: application/json", "Expect:"],
            body: Array(body.canonicalText.utf8), isLoopback: address.isLoopback, timeouts: settings.timeouts)
        var attempt = 0
        while true {
            attempt += 1
            do {
                var response = try await send(request, assembler)
                response.attempts = attempt
                return hidingKey(response)
            } catch {
                guard !Task.isCancelled else { throw .cancelled }
                switch error {
                case let setback as Setback: try await wait(after: attempt, setback)
                case let refusal as Refusal: throw await explain(refusal)
                default: throw .cancelled
                }
            }
        }
    }

    private func wait(after attempt: Int, _ setback: Setback) async throws(ModelError) {
        let policy = settings.retries
        let isPatient = setback.retryAfter.map { $0 <= policy.longestRetryAfter } ?? true
        guard attempt < min(setback.attempts, policy.attempts), isPatient else { throw setback.error(attempt) }
        do {
            try await policy.pause(policy.wait(after: attempt, serverAsksFor: setback.retryAfter))
        } catch {
            throw .cancelled
        }
    }

    // MARK: One attempt

    /// A status that says that the same request would fail again.
    private struct Refusal: Error {
        var status: Int
        var complaint: ServerComplaint
    }

    private func send(_ request: HTTPRequest, _ fresh: any AnswerAssembler) async throws -> ChatResponse {
        try Task.checkCancellation()
        let started = ContinuousClock.now
        let transfer = transport.start(request)
        var reader = AnswerReader(assembler: fresh)
        // Events that end without an end are those of a cancelled task.
        var breach: (any Error)? = CancellationError()
        for await event in transfer.events {
            switch event {
            case .head(let status, let headers):
                reader.begin(status: status, headers: headers)
            case .body(let bytes):
                try translate { () throws(AnswerFault) in try reader.take(bytes) }
                if reader.isComplete {
                    transfer.release()
                } else if reader.isAnswered {
                    transfer.expectEnd()
                }
            case .failed(let failure):
                breach = setback(failure)
            case .finished:
                breach = nil
            }
            if reader.isComplete { break }
        }
        var response = try response(of: &reader, after: reader.isComplete ? nil : breach)
        let elapsed = ContinuousClock.now - started
        response.seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        return response
    }

    /// The response that has been read; when the transfer broke, only if all of the answer had arrived by then.
    private func response(of reader: inout AnswerReader, after breach: (any Error)?) throws -> ChatResponse {
        guard let breach else {
            try check(reader)
            return try translate { () throws(AnswerFault) in try reader.finish() }
        }
        guard (200..<300).contains(reader.status) else { throw breach }
        do throws(AnswerFault) {
            return try reader.finish()
        } catch {
            throw breach
        }
    }

    /// Throws for a response that is not one of success.
    private func check(_ reader: AnswerReader) throws {
        guard !(200..<300).contains(reader.status) else { return }
        let complaint = ServerComplaint(body: reader.document)
        let isPassing = ServerComplaint.passingStatuses.contains(reader.status) || (500..<600).contains(reader.status)
        guard isPassing, !complaint.isAboutQuota else { throw Refusal(status: reader.status, complaint: complaint) }
        throw passing("status \(reader.status): \(complaint.message)", retryAfter: RetryAfter.wait(reader.headers))
    }

    private func translate<Value>(_ body: () throws(AnswerFault) -> Value) throws -> Value {
        do {
            return try body()
        } catch .incomplete(let reason) {
            throw passing(reason)
        } catch .complaint(let complaint) {
            guard complaint.isPassing, !complaint.isAboutQuota else { throw Refusal(status: 200, complaint: complaint) }
            throw passing(complaint.message)
        } catch .malformed(let detail) {
            let line = ServerText(hiding: key).line(detail)
            // A proxy in trouble can garble an answer once; a server of another protocol always does.
            throw Setback(attempts: 3) { [address] _ in .protocolBroken(host: address.host, detail: line) }
        }
    }

    private func passing(_ reason: String, retryAfter: Duration? = nil) -> Setback {
        var line = ServerText(hiding: key).line(reason)
        if let retryAfter, retryAfter > settings.retries.longestRetryAfter {
            line += " (it asks to come again in \(retryAfter.components.seconds) s)"
        }
        return Setback(attempts: .max, retryAfter: retryAfter) { [line, address] attempts in
            .exhausted(host: address.host, attempts: attempts, last: line)
        }
    }

    private func setback(_ failure: TransferFailure) -> Setback {
        let unreachable: @Sendable (Int) -> ModelError = { [address] _ in
            .unreachable(url: address.text, reason: failure.reason)
        }
        switch failure.kind {
        case .nameNotFound: return Setback(attempts: 2, error: unreachable)
        case .notConnected: return Setback(attempts: address.isLoopback ? 1 : .max, error: unreachable)
        case .untrusted, .unsendable: return Setback(attempts: 1, error: unreachable)
        case .broken: return passing(failure.reason)
        }
    }

    // MARK: Explaining a refusal

    private func explain(_ refusal: Refusal) async -> ModelError {
        if [401, 403].contains(refusal.status) || refusal.complaint.code == "authentication_error" {
            return .unauthorised(host: address.host, variable: key?.variable)
        }
        let isAboutModel = refusal.complaint.isAbout(model: model)
        if refusal.status == 404 || isAboutModel {
            let listing = ModelListing(address: address, dialect: dialect, key: key, transport: transport)
            let names = await listing.namesIfAny()
            // Without a list, only a server that says so plainly is believed.
            let isSaidPlainly = isAboutModel && (refusal.status == 404 || refusal.complaint.code == "model_not_found")
            if isSaidPlainly ? !names.contains(model) : !names.isEmpty && !isListed(in: names) {
                return .unknownModel(name: model, host: address.host, available: names)
            }
        }
        return .rejected(
            host: address.host, status: refusal.status, message: ServerText(hiding: key).line(refusal.complaint.message)
        )
    }

    /// Whether a list holds the model, also under a longer name: Ollama adds ":latest", Anthropic a date.
    private func isListed(in names: [String]) -> Bool {
        names.contains { $0 == model || $0.hasPrefix(model + ":") || $0.hasPrefix(model + "-") }
    }

    /// The response as it may be recorded: a server that echoes its request must not put the key there.
    private func hidingKey(_ response: ChatResponse) -> ChatResponse {
        let text = ServerText(hiding: key)
        var response = response
        response.text = text.scrubbed(response.text)
        response.reasoning = text.scrubbed(response.reasoning)
        response.model = text.scrubbed(response.model)
        response.toolCalls = response.toolCalls.map { call in
            ToolCall(
                id: text.scrubbed(call.id), name: text.scrubbed(call.name), arguments: text.scrubbed(call.arguments))
        }
        return response
    }
}
