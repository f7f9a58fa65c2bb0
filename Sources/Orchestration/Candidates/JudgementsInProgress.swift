/// Lets explores that wrote the same program at the same time share one judgement.
///
/// Two runs of one program take different times. Were each shown its own, a replay, which knows one judgement a program,
/// would send other evidence than the recorded run.
actor JudgementsInProgress {
    private var running: [String: Task<CandidateTrace, any Error>] = [:]

    /// The trace that is being made under this key, or else the one made now.
    func trace(
        _ key: String, _ make: @escaping @Sendable () async throws -> CandidateTrace
    ) async throws -> CandidateTrace {
        if let task = running[key] { return try await task.value }
        let task = Task { try await make() }
        running[key] = task
        defer { running[key] = nil }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
