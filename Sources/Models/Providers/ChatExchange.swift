/// Sends one chat request until it is answered, or until there is no point in going on.
struct ChatExchange: Sendable {
    let address: ServerAddress
    let headers: ServerHeaders
    /// The path of the chat call, below the address.
    let path: String
    /// The model's name at the server.
    let model: String
    let key: APIKey?
    let settings: ClientSettings
    let transport: Transport

    /// Sends the request, again where that helps, and returns the response.
    ///
    /// `name` is what the user calls the model.
    /// - Throws: `ModelError`; every attempt has been noted, and settled, by then.
    func answer(
        to body: JSONValue, with assembler: any AnswerAssembler, as name: String? = nil
    ) async throws(ModelError) -> ChatResponse {
        let request = HTTPRequest(
            url: address.text + path, headers: headers.lines(key) + ["Content-Type: application/json", "Expect:"],
            body: CanonicalJSON.bytes(body), isLoopback: address.isLoopback,
            certificateFile: settings.certificateFile, timeouts: settings.timeouts)
        let limiter = RateLimiters.shared.limiter(
            server: address.text, model: model, key: key?.variable, limits: settings.limits)
        var strikes = Strikes(limiter: limiter, policy: settings.retries)
        let turn = limiter.takeTurn()
        var asked = ContinuousClock.now
        while true {
            let attempt = Attempt(request: request, outputTokens: OutputLimit.tokens(of: body), assembler: assembler)
            do {
                var response = try await send(attempt, limiter, turn, isRetry: strikes.sent > 0, since: asked)
                response.attempts = strikes.sent + 1
                // llama.cpp's server calls a cut response completed; one that took just all its tokens was cut.
                if response.usage.output == attempt.outputTokens, !response.finishReason.isCut {
                    response.finishReason = .length
                }
                // Half a count is no sum that could be told; what it says is part of what was presumed.
                if !response.isCounted { response.usage = TokenUsage() }
                return hidingKey(response)
            } catch let error as ModelError {
                throw error
            } catch let refusal as Refusal {
                throw await explain(refusal)
            } catch let setback as Setback {
                asked = .now
                try await strikes.wait(after: setback) { [model] wait in
                    CallContext.current.retry?(
                        CallRetry(model: name ?? model, reason: setback.reason, seconds: wait.inSeconds))
                }
            } catch {
                throw .cancelled
            }
        }
    }

    // MARK: One attempt

    /// What one attempt sends, and how its answer is read.
    struct Attempt {
        let request: HTTPRequest
        /// The longest answer that the request asks for.
        let outputTokens: Int
        let assembler: any AnswerAssembler

        var requestBytes: Int { request.body?.count ?? 0 }
    }

    /// Waits for the limits and the caps, sends, and enters what became of it in all three books: limits, caps, record.
    private func send(
        _ attempt: Attempt, _ limiter: RateLimiter, _ turn: UInt64, isRetry: Bool, since asked: ContinuousClock.Instant
    ) async throws -> ChatResponse {
        let context = CallContext.current
        let worst = WorstCase.usage(requestBytes: attempt.requestBytes, outputTokens: attempt.outputTokens)
        let reservation = try await context.meter?.reserve(worst)
        let permit: RateLimiter.Permit
        do {
            // Limits count tokens as they are, not as they may be at worst.
            permit = try await limiter.permit(
                turn: turn, tokens: attempt.requestBytes / 4 + attempt.outputTokens, isRetry: isRetry)
        } catch {
            reservation?.settle(nil)
            throw error
        }
        do {
            try await context.announce?(worst)
        } catch {
            permit.end(.failed)
            reservation?.settle(nil)
            throw error
        }
        var report = AttemptReport(worst: worst, waited: ContinuousClock.now - asked)
        let result: Result<ChatResponse, any Error>
        do {
            result = .success(try await exchange(attempt, &report, context))
        } catch {
            result = .failure(error)
        }
        let end = report.end(result, hiding: key, longestWait: settings.retries.longestRetryAfter)
        permit.end(end.limits)
        reservation?.settle(end.charge)
        context.attempts?.note(end.attempt)
        return try result.get()
    }

    /// Sends the request once and reads the answer.
    private func exchange(
        _ attempt: Attempt, _ report: inout AttemptReport, _ context: CallContext
    ) async throws -> ChatResponse {
        try Task.checkCancellation()
        report.sent()
        let transfer = transport.start(attempt.request)
        var reader = AnswerReader(assembler: attempt.assembler)
        // Events that end without an end are those of a cancelled task.
        var breach: (any Error)? = CancellationError()
        defer { report.received(reader) }
        var firstToken: Double?
        for await event in transfer.events {
            switch event {
            case .head(let status, let headers):
                reader.begin(status: status, headers: headers)
            case .body(let bytes):
                try translate { () throws(AnswerFault) in try reader.take(bytes) }
                if firstToken == nil, reader.hasContent { firstToken = report.elapsed }
                if report.firstByte == nil {
                    report.tookFirstByte()
                    context.firstByte?()
                }
                if reader.isComplete {
                    transfer.release()
                } else if reader.isAnswered {
                    transfer.expectEnd()
                }
            case .failed(let failure):
                report.failure = failure.kind
                breach = setback(failure)
            case .finished:
                breach = nil
            }
            if reader.isComplete { break }
        }
        var response = try response(of: &reader, after: reader.isComplete ? nil : breach)
        response.seconds = report.elapsed
        response.firstTokenSeconds = firstToken
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

    // MARK: Explaining a refusal

    private func explain(_ refusal: Refusal) async -> ModelError {
        let isAboutKey = refusal.status == 401 || refusal.status == 403 && !refusal.complaint.isAboutContent
        if isAboutKey || refusal.complaint.code == "authentication_error" {
            return .unauthorised(
                host: address.host, variable: key?.variable,
                message: ServerText(hiding: key).line(refusal.complaint.message))
        }
        if refusal.complaint.isAboutContext {
            return .contextExceeded(
                host: address.host, message: ServerText(hiding: key).line(refusal.complaint.message))
        }
        let isAboutModel = refusal.complaint.isAbout(model: model)
        if refusal.status == 404 || isAboutModel {
            let listing = ModelListing(address: address, headers: headers, key: key, transport: transport)
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
        response.reasoningItems = response.reasoningItems?.map { item in
            var item = item
            item.content = item.content.mapStrings(text.scrubbed)
            return item
        }
        response.model = text.scrubbed(response.model)
        response.toolCalls = response.toolCalls.map { call in
            ToolCall(
                id: text.scrubbed(call.id), name: text.scrubbed(call.name), arguments: text.scrubbed(call.arguments))
        }
        return response
    }
}
