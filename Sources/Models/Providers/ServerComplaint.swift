/// What a server says is wrong, in whichever form it says it.
struct ServerComplaint: Error, Equatable {
    /// A code or type for programs, as `model_not_found` or `overloaded_error`; empty when there is none.
    var code: String
    /// The message for people; the start of the body when it is of no known form.
    var message: String

    init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// Reads `{"error": {"message", "code", "type"}}`, `{"error": "…"}`, `{"message": "…"}`, `{"detail": "…"}`, or any text.
    init(body: [UInt8]) {
        if let value = JSONValue(parsing: body), let complaint = Self(value) {
            self = complaint
        } else {
            self.init(code: "", message: ServerText.start(of: body))
        }
    }

    /// Reads the forms above from a decoded document; nil when it is of none of them.
    init?(_ value: JSONValue) {
        guard case .object(let fields) = value else { return nil }
        switch fields["error"] ?? fields["detail"] ?? .null {
        case .string(let message): self.init(code: "", message: message)
        case .object(let error):
            var code = ""
            if case .int(let number)? = error["code"] { code = "\(number)" }
            for case .string(let text)? in [error["type"], error["code"]] { code = text }
            guard case .string(let message)? = error["message"] else { return nil }
            self.init(code: code, message: message)
        default:
            guard case .string(let message)? = fields["message"] else { return nil }
            self.init(code: "", message: message)
        }
    }

    /// Whether it may be the model's name that is wrong: the message must hold the name, as a word.
    func isAbout(model: String) -> Bool {
        let text = message.lowercased()
        return code == "model_not_found"
            || names(model) && text.contains("model")
                && ["not found", "not exist", "unknown", "invalid model", "no such"].contains { text.contains($0) }
    }

    private func names(_ model: String) -> Bool {
        message.ranges(of: model).contains { range in
            let neighbours = [message[..<range.lowerBound].last, message[range.upperBound...].first]
            return neighbours.allSatisfy { $0.map { !$0.isLetter && !$0.isNumber } ?? true }
        }
    }

    /// Whether money is what is missing: OpenAI says so with status 429, but waiting does not help.
    var isAboutQuota: Bool { code == "insufficient_quota" }

    /// Whether the request and its answer are longer than the model's context.
    var isAboutContext: Bool {
        if ["context_length_exceeded", "exceed_context_size_error"].contains(code) { return true }
        let text = message.lowercased()
        return ["prompt is too long", "input is too long", "exceed context limit", "available context size"]
            .contains { text.contains($0) }
            || text.contains("context") && text.contains("maximum") && text.contains("token")
            || text.contains("context") && ["longer than", "exceeds", "overflow"].contains { text.contains($0) }
            || text.contains("token count") && text.contains("exceeds the maximum")
            || text.contains("`inputs`") && text.contains("must")
    }

    /// Whether the content of the request is refused: OpenRouter and others say so with status 403, which elsewhere is about keys.
    ///
    /// Source: https://openrouter.ai/docs/api-reference/errors.
    var isAboutContent: Bool {
        let text = "\(code) \(message)".lowercased()
        return ["moderation", "flagged", "content policy", "content_policy", "content filter", "content_filter"]
            .contains { text.contains($0) }
    }

    /// Whether the server has too much to do, by the code of an error inside a stream.
    var isOverload: Bool {
        if let status = Int(code) { return Self.overloadStatuses.contains(status) }
        return ["overloaded_error", "rate_limit_error", "rate_limit_exceeded", "server_overloaded"].contains(code)
    }

    /// Whether the same request may succeed later, judged by the code of an error inside a stream, which has no status.
    var isPassing: Bool {
        if let status = Int(code), (400..<500).contains(status) { return Self.passingStatuses.contains(status) }
        return !["invalid_request_error", "authentication_error", "permission_error"].contains(code)
    }

    /// The statuses below 500 that may pass: timeout, conflict, too early, too many requests.
    static let passingStatuses = [408, 409, 425, 429]

    /// The statuses by which a server says that it has too much to do.
    static let overloadStatuses = [429, 503, 529]
}
