import FoundationEssentials

/// Writes down one attempt while it is made, and says what it means for the limits, the caps and the record.
struct AttemptReport {
    /// The most tokens that it can take.
    let worst: TokenUsage
    /// How the transfer broke, if it did.
    var failure: TransferFailure.Kind?
    /// Seconds from sending to the first byte of the body.
    private(set) var firstByte: Double?

    private let waited: Duration
    private var start = ContinuousClock.now
    private var started = ""
    private var isSent = false
    private var status: Int?
    private var headers: [String: String] = [:]
    private var events = 0

    init(worst: TokenUsage, waited: Duration) {
        self.worst = worst
        self.waited = waited
    }

    /// Seconds since it was sent.
    var elapsed: Double { (ContinuousClock.now - start).inSeconds }

    /// The request goes out now.
    mutating func sent() {
        isSent = true
        started = Date().formatted(.iso8601)
        start = .now
    }

    /// The first byte of the body was passed on.
    mutating func tookFirstByte() { firstByte = elapsed }

    /// This is all that came.
    mutating func received(_ reader: AnswerReader) {
        status = reader.status > 0 ? reader.status : nil
        headers = reader.headers
        events = reader.eventsTaken
    }

    /// What the end of an attempt means.
    struct End {
        var limits: Turnstile.End
        /// What the caps are charged; nil for nothing.
        var charge: TokenUsage?
        var attempt: CallAttempt
    }

    /// What the attempt's end means; texts of the server are rid of the key.
    ///
    /// A server that asks for more than `longestWait` is not waited for, by no call: the next one is refused at once.
    func end(_ result: Result<ChatResponse, any Error>, hiding key: APIKey?, longestWait: Duration) -> End {
        let text = ServerText(hiding: key)
        var attempt = CallAttempt(
            started: started, waited: waited.inSeconds, firstByte: firstByte, seconds: isSent ? elapsed : 0,
            status: status, headers: CallAttempt.worthKeeping(headers).mapValues(text.line))
        switch result {
        case .success(let response):
            let usage = response.usage
            if !response.isCounted { attempt.presumed = WorstCase.usage(of: response, atMost: worst) }
            return End(
                limits: .answered(tokens: response.isCounted ? usage.input + usage.output : nil),
                charge: attempt.presumed ?? usage, attempt: attempt)
        case .failure(let error):
            attempt.failure = reason(error, text)
            attempt.presumed = mayBeCharged ? worst : nil
            let setback = error as? ChatExchange.Setback
            let isOverload = setback?.isOverload ?? false
            let comeAgain = setback?.comeAgain.flatMap { $0 <= longestWait ? $0 : nil }
            return End(
                limits: isOverload ? .overloaded(comeAgain: comeAgain) : .failed, charge: attempt.presumed,
                attempt: attempt)
        }
    }

    private func reason(_ error: any Error, _ text: ServerText) -> String {
        switch error {
        case let setback as ChatExchange.Setback: setback.reason
        case let refusal as ChatExchange.Refusal: text.line("status \(refusal.status): \(refusal.complaint.message)")
        default: "cancelled"
        }
    }

    /// Whether the provider may want money for an attempt without an answer: the model began to answer, or nobody knows.
    private var mayBeCharged: Bool {
        guard isSent else { return false }
        switch (status, failure) {
        case (nil, .broken?), (nil, nil): return true
        case (nil, _): return false
        case (let status?, nil): return (200..<300).contains(status) && events > 0
        case (let status?, _): return (200..<300).contains(status)
        }
    }
}

extension Duration {
    /// The duration in seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
