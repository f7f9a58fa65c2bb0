import Models

extension CandidateJudge {
    /// Why an explore goes without evidence, when its call failed and the next may well succeed; nil for other failures.
    ///
    /// A call that failed has no answer in the record of calls: its failure is recorded here, so that a replay goes the
    /// same way. A run that goes on after an interruption asks again.
    func failure(
        of request: ChatRequest, to model: String, _ error: ModelError
    ) throws(OrchestrationError) -> String? {
        guard let store else { return error.isLimitedToOneCall ? "\(error)" : nil }
        var digest = ContentDigest()
        digest.add("atlas.failure/1")
        digest.add(model)
        digest.add("\(request.sample) \(request.maxTokens) \(request.temperature.map { "\($0)" } ?? "")")
        for message in request.messages { digest.add("\(message)") }
        let name = "failed-\(digest.hexadecimal)"
        if case .notRecorded = error { return try store.read(name, as: FailedCall.self)?.failure }
        guard error.isLimitedToOneCall else { return nil }
        if !isReplay { try store.write(FailedCall(failure: "\(error)"), name) }
        return "\(error)"
    }
}

/// A call that was not answered.
private struct FailedCall: Codable {
    /// The error, in one line.
    var failure: String
}
