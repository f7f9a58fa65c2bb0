import Judging
import Models

/// Makes the probes of one solution once, while the first explores are being answered, and keeps them.
actor ProbeDesk {
    private let maker: ProbeMaker
    private var making: Task<ProbeSet, any Error>?

    init(_ task: SolveTask) throws {
        maker = try ProbeMaker(task)
    }

    /// Begins to make them, if nobody has; the calls have the next place of an order.
    func start(_ order: CallOrder) {
        guard making == nil else { return }
        let place = order.place()
        making = Task { [maker] in try await place.take { try await maker.make() } }
    }

    /// The probes.
    ///
    /// - Throws: `ModelError` that would meet every call; `OrchestrationError`; `CancellationError`.
    func set() async throws -> ProbeSet {
        start(CallOrder())
        guard let making else { throw CancellationError() }
        return try await withTaskCancellationHandler {
            try await making.value
        } onCancel: {
            making.cancel()
        }
    }

    /// The probes that were asked for, once they are made; nil when nobody asked.
    fileprivate func made() async throws -> ProbeSet? {
        making == nil ? nil : try await set()
    }

    /// Ends the making, and returns when its calls and sandboxes have ended; the probes, if they were made by then.
    fileprivate func close() async -> ProbeSet? {
        making?.cancel()
        return try? await making?.result.get()
    }
}

extension SolveTask {
    /// Solves with probes where the task wants them: `Workflow` begins them with the first explore, `CandidateJudge.trace`
    /// runs candidates on them, and the trajectory tells of them and counts their calls.
    ///
    /// - Throws: What `work` throws, and a failure of the models that would meet every call.
    func withProbes(_ work: (SolveTask) async throws -> Trajectory) async throws -> Trajectory {
        guard isProbed else {
            guard probes == .on, let obstacle = problem.probeObstacle else { return try await work(self) }
            events(.probesMade(count: 0, note: obstacle))
            var trajectory = try await work(self)
            trajectory.probes = ProbeSet(note: obstacle, calls: []).summary
            return trajectory
        }
        let desk = try ProbeDesk(self)
        var task = self
        task.probeDesk = desk
        do {
            var trajectory = try await work(task)
            // What is solved is solved, whatever became of the probes that no candidate was run on.
            if let set = try? await desk.made() { trajectory.add(set) }
            return trajectory
        } catch {
            let made = await desk.close()
            guard var unfinished = error as? Unfinished else { throw error }
            if let made { unfinished.trajectory.add(made) }
            throw unfinished
        }
    }
}

extension Trajectory {
    /// Tells of the probes and of a call for them that was not answered, and counts their calls.
    fileprivate mutating func add(_ set: ProbeSet) {
        probes = set.summary
        // Where the record has them: beside the first explores, and before whatever came of them.
        calls = set.calls + calls
        if let failure = set.failure { failures = [failure] + (failures ?? []) }
        malformedActions += set.calls.count { $0.malformed != nil }
        addTotals()
    }
}
