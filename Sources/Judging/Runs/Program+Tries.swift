import Sandbox

extension Program {
    /// Runs the program as often as it takes to know what it does.
    ///
    /// A failure of the grader is tried once more, in each rerun anew, and then the verdict is `JE`; a doubtful time-out
    /// is run again alone before it is believed.
    ///
    /// - Parameters:
    ///   - run: Runs it once, and says whether a time-out is doubtful; a rerun is to be alone.
    ///   - notRun: What is told without a run: `RTE` of a program that cannot be started, `JE` of a grader that failed.
    /// - Returns: What came of it, and how often it was run again alone.
    /// - Throws: `CancellationError`; what `notRun` throws.
    func tried<Value>(
        _ run: (_ isRerun: Bool) async throws -> (Value, isDoubtful: Bool),
        notRun: (Verdict, _ reason: String) throws -> Value
    ) async throws -> (value: Value, reruns: Int) {
        var reruns = 0
        var hasFailed = false
        while true {
            do {
                let (value, isDoubtful) = try await run(reruns > 0)
                guard isDoubtful, reruns < TimeDoubt.reruns else { return (value, reruns) }
                reruns += 1
                hasFailed = false
            } catch {
                if let reason = refusal(error) { return (try notRun(.runTimeError, reason), reruns) }
                if Task.isCancelled || error as? SandboxError == .cancelled { throw CancellationError() }
                // A checker that hung would be waited for as long again.
                let isHang = (error as? JudgeFailure)?.isHang == true
                if hasFailed || isHang { return (try notRun(.judgeError, "\(error)"), reruns) }
                hasFailed = true
            }
        }
    }
}
