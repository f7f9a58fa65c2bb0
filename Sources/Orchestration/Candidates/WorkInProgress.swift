/// Lets explores and samples that wrote the same program at the same time share one judgement.
///
/// Two runs of one program take different times. Were each shown its own, a replay, which knows one judgement a program,
/// would send other evidence than the recorded run.
actor WorkInProgress<Value: Sendable> {
    private var running: [String: Task<Value, any Error>] = [:]

    /// The value that is being made under this key, or else the one made now.
    func value(_ key: String, _ make: @escaping @Sendable () async throws -> Value) async throws -> Value {
        while let task = running[key] {
            do {
                return try await task.value
            } catch {
                // Unless who made it gave up, and we did not.
                guard task.isCancelled, !Task.isCancelled else { throw error }
                if running[key] == task { running[key] = nil }
            }
        }
        let task = Task { try await make() }
        running[key] = task
        defer { if running[key] == task { running[key] = nil } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
