extension ChatExchange {
    /// Why an attempt gave no answer, and what that means.
    struct Setback: Error {
        /// How many attempts are worth making when this is the reason.
        var attempts = Int.max
        /// What the server asks for.
        var comeAgain: Duration?
        /// Whether the server has too much to do: others may be answered meanwhile.
        var isOverload = false
        /// The reason, in one line.
        var reason: String
        /// The error if this was the last attempt; told how many there were.
        var error: @Sendable (Int) -> ModelError
    }

    /// A status that says that the same request would fail again.
    struct Refusal: Error {
        var status: Int
        var complaint: ServerComplaint
    }

    /// Counts the attempts of a call, and waits between them.
    struct Strikes {
        /// Attempts so far.
        private(set) var sent = 0
        /// Those that tell against going on.
        private var counted = 0
        private var answers: UInt64

        private let limiter: RateLimiter
        private let policy: RetryPolicy

        init(limiter: RateLimiter, policy: RetryPolicy) {
            self.limiter = limiter
            self.policy = policy
            answers = limiter.answers
        }

        /// Waits until the next attempt, and tells for how long before it does.
        ///
        /// - Throws: The setback's error when there is no point in another attempt; `ModelError.cancelled`.
        mutating func wait(after setback: Setback, _ tell: (Duration) -> Void) async throws(ModelError) {
            guard !Task.isCancelled else { throw .cancelled }
            sent += 1
            let now = limiter.answers
            // A server that answers others is only busy: it will come to this request, too.
            if setback.isOverload, now > answers, sent < policy.attemptsWhenBusy { counted = 0 }
            answers = now
            counted += 1
            let isPatient = setback.comeAgain.map { $0 <= policy.longestRetryAfter } ?? true
            guard counted < min(setback.attempts, policy.attempts), isPatient else { throw setback.error(sent) }
            let wait = policy.wait(after: counted, serverAsksFor: setback.comeAgain)
            tell(wait)
            do {
                try await policy.pause(wait)
            } catch {
                throw .cancelled
            }
        }
    }

    /// Throws for a response that is not one of success.
    func check(_ reader: AnswerReader) throws {
        guard !(200..<300).contains(reader.status) else { return }
        var complaint = ServerComplaint(body: reader.document)
        if (300..<400).contains(reader.status), let place = reader.headers["location"] {
            // Followed it would give the key to whoever stands there.
            complaint.message = "it points to \(place); give the URL that answers"
        }
        let isPassing = ServerComplaint.passingStatuses.contains(reader.status) || (500..<600).contains(reader.status)
        guard isPassing, !complaint.isAboutQuota, !complaint.isAboutContext,
            reader.headers["x-should-retry"] != "false"
        else { throw Refusal(status: reader.status, complaint: complaint) }
        var comeAgain = RetryAfter.wait(reader.headers)
        if comeAgain == nil, reader.status == 429 {
            comeAgain = RateLimitHeaders.wait(reader.headers).map { min($0, settings.retries.longestRetryAfter) }
        }
        throw passing(
            "status \(reader.status): \(complaint.message)", comeAgain: comeAgain,
            isOverload: ServerComplaint.overloadStatuses.contains(reader.status))
    }

    func translate<Value>(_ body: () throws(AnswerFault) -> Value) throws -> Value {
        do {
            return try body()
        } catch .incomplete(let reason) {
            throw passing(reason)
        } catch .complaint(let complaint) {
            guard complaint.isPassing, !complaint.isAboutQuota, !complaint.isAboutContext else {
                throw Refusal(status: 200, complaint: complaint)
            }
            throw passing(complaint.message, isOverload: complaint.isOverload)
        } catch .malformed(let detail) {
            let line = ServerText(hiding: key).line(detail)
            // A proxy in trouble can garble an answer once; a server of another protocol always does.
            throw Setback(attempts: 3, reason: line) { [address] _ in
                .protocolBroken(host: address.host, detail: line)
            }
        }
    }

    private func passing(_ reason: String, comeAgain: Duration? = nil, isOverload: Bool = false) -> Setback {
        var line = ServerText(hiding: key).line(reason)
        if let comeAgain, comeAgain > settings.retries.longestRetryAfter {
            line += " (it asks to come again in \(comeAgain.components.seconds) s)"
        }
        return Setback(comeAgain: comeAgain, isOverload: isOverload, reason: line) { [line, address] attempts in
            .exhausted(host: address.host, attempts: attempts, last: line)
        }
    }

    func setback(_ failure: TransferFailure) -> Setback {
        let unreachable: @Sendable (Int) -> ModelError = { [address] _ in
            .unreachable(url: address.text, reason: failure.told)
        }
        switch failure.kind {
        case .nameNotFound: return Setback(attempts: 2, reason: failure.reason, error: unreachable)
        case .notConnected:
            return Setback(
                attempts: address.isLoopback ? 1 : .max, reason: failure.reason, error: unreachable)
        case .untrusted, .unsendable: return Setback(attempts: 1, reason: failure.reason, error: unreachable)
        case .broken: return passing(failure.reason)
        }
    }
}
