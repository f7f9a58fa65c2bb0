import Digests
import Models

extension CandidateJudge {
    /// The failure of a call, as the record has it in a replay.
    ///
    /// A call that failed has no answer in the record of calls: its failure is recorded here, so that a replay goes the
    /// same way and ends with the same status. A run that goes on after an interruption asks again.
    func failure(
        of request: ChatRequest, to model: String, _ error: ModelError
    ) throws(OrchestrationError) -> ModelError {
        guard let store else { return error }
        var digest = ContentDigest()
        digest.add("atlas.failure/1")
        digest.add(model)
        digest.add("\(request.sample) \(request.maxTokens) \(request.temperature.map { "\($0)" } ?? "")")
        for message in request.messages { digest.add("\(message)") }
        let name = "failed-\(digest.hexadecimal)"
        if case .notRecorded = error {
            guard let failed = try store.read(name, as: FailedCall.self) else { return error }
            if failed.ending == .stopped { return .cancelled }
            return .recordedFailure(failed.failure, isCap: failed.isCap ?? false, ending: failed.ending)
        }
        if !isReplay, error.isLimitedToOneCall || error.ending != nil {
            let failed = FailedCall(failure: "\(error)", isCap: error.isCap ? true : nil, ending: error.ending)
            try store.write(failed, name)
        }
        return error
    }
}

/// A call that was not answered.
private struct FailedCall: Codable {
    /// The error, in one line.
    var failure: String
    /// True when it was for a cap on what is spent.
    var isCap: Bool?
    /// Where nothing could go on after it.
    var ending: RecordedEnding?

    private enum CodingKeys: String, CodingKey {
        case failure
        case isCap = "cap"
        case ending
    }
}
