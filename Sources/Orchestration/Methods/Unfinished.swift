import Models

/// The error by which a solution ended, with what had been made of it by then.
struct Unfinished: Error {
    /// What had been made; its note says why it could not go on.
    var trajectory: Trajectory
    /// The error.
    let cause: any Error

    /// The error to throw for another one: with what was made, unless the user ended it.
    static func error(_ cause: any Error, _ trajectory: Trajectory) -> any Error {
        Task.isCancelled ? cause : Unfinished(trajectory: trajectory, cause: cause)
    }
}

extension SolveTask {
    /// Does a method's work, with probes where they are wanted and it makes use of them.
    ///
    /// - Throws: What `work` throws; of an `Unfinished` the cause, after it was told what had been made.
    func solved(
        by method: any SolveMethod.Type, _ work: (SolveTask) async throws -> Trajectory
    ) async throws -> Trajectory {
        do {
            return try await withRetryWatch({ events(.callRetried($0)) }) {
                method.features.contains(.probes) ? try await withProbes(work) : try await work(self)
            }
        } catch let unfinished as Unfinished {
            // Where nothing was answered there is nothing to tell.
            if !unfinished.trajectory.calls.isEmpty { events(.failed(unfinished.trajectory)) }
            throw unfinished.cause
        }
    }
}
