import FoundationEssentials
import Judging
import Models
import Orchestration
import Problems
import Spelling
import Synchronization

/// Solves samples of problems, grades their final programs on all tests, and stores each result as it ends.
public struct Evaluator: Sendable {
    /// Makes the task of one sample: models, judge and limits are the caller's.
    public typealias TaskMaker = @Sendable (_ problem: Problem, _ sampleBase: Int) -> SolveTask

    private let run: EvalRun
    private let method: any SolveMethod
    private let judge: Judge
    private let language: Language
    private let prices: PriceTable
    private let makeTask: TaskMaker

    /// Prepares an evaluation.
    ///
    /// - Parameters:
    ///   - run: Where results go, and what is already done.
    ///   - method: How a sample is solved.
    ///   - judge: Grades final programs.
    ///   - language: The language of the programs.
    ///   - prices: What calls cost.
    ///   - makeTask: Makes the task of one sample.
    public init(
        run: EvalRun, method: any SolveMethod, judge: Judge, language: Language, prices: PriceTable,
        makeTask: @escaping TaskMaker
    ) {
        self.run = run
        self.method = method
        self.judge = judge
        self.language = language
        self.prices = prices
        self.makeTask = makeTask
    }

    /// How much is done at once.
    public struct Width: Sendable {
        /// Samples being solved.
        public var solving: Int
        /// Final programs being graded.
        public var grading: Int

        /// States how much is done at once, at least one of each.
        public init(solving: Int, grading: Int) {
            self.solving = max(solving, 1)
            self.grading = max(grading, 1)
        }
    }

    /// Works on all samples that are not done yet; while some wait for a model, others are graded.
    ///
    /// A failure of the machine or of a model's server concerns one sample and is stored as such; an error that every
    /// further call would meet, such as a refused key, ends the evaluation.
    ///
    /// - Parameters:
    ///   - items: The problems; each is read when it is its turn.
    ///   - isWanted: Whether a problem can be solved in the run's language; asked once, before its first sample.
    ///   - onlyFailed: Whether only samples are repeated that failed for the machine's fault.
    ///   - width: How much is done at once.
    ///   - report: Is told of each result once it is stored.
    /// - Throws: `ProblemError`, `JudgingError`, `ModelError`, `OrchestrationError`, `EvaluationError`,
    ///   `CancellationError`; whatever `report` throws.
    public func evaluate(
        _ items: [EvalDataset.Item], isWanted: (Problem) -> Bool = { _ in true }, onlyFailed: Bool = false,
        width: Width, report: (EvalResult) throws -> Void
    ) async throws {
        let (solving, grading) = (Permits(width.solving), Permits(width.grading))
        try await run.work(
            on: items, onlyFailed: onlyFailed, width: width.solving + width.grading,
            read: { item in
                let problem = try item.read()
                return isWanted(problem) ? problem : nil
            }, report: report
        ) { item, problem, sample in
            try await stored(problem, item.problem, sample, solving, grading)
        }
    }

    private func stored(
        _ problem: Problem, _ row: EvalProblem, _ sample: Int, _ solving: Permits, _ grading: Permits
    ) async throws -> EvalResult {
        var outcome = try await solving.use { try await solved(problem, row, sample) }
        // What is left out has no verdict, whatever its program would come to.
        if outcome.trajectory?.final != nil, outcome.result.failure == nil {
            try await grading.use { try await grade(&outcome, problem) }
        }
        outcome.result.ended = Date().formatted(.iso8601)
        let made = outcome.trajectory ?? outcome.unfinished
        let calls = made.map { EvalCall.all(of: $0, sample: sample, prices: prices) }
        try await run.append(
            outcome.result, trajectory: outcome.trajectory, calls: calls ?? [], grade: outcome.grade)
        return outcome.result
    }

    private struct Outcome {
        var result: EvalResult
        var trajectory: Trajectory?
        /// What was made of a solution that an error ended: its calls were paid for.
        var unfinished: Trajectory?
        var grade: JudgeReport?
    }

    /// Where a solution leaves what an error ended.
    private final class Remains: Sendable {
        let trajectory = Mutex<Trajectory?>(nil)
    }

    private func solved(_ problem: Problem, _ row: EvalProblem, _ sample: Int) async throws -> Outcome {
        let seed = run.settings.firstCall(of: sample)
        var outcome = Outcome(
            result: EvalResult(
                problem: row, sample: sample, language: language.id, scenario: run.settings.scenario, seed: seed))
        outcome.result.started = Date().formatted(.iso8601)
        let remains = Remains()
        do {
            var task = makeTask(problem, seed)
            task.events = { [tell = task.events] event in
                if case .failed(let trajectory) = event { remains.trajectory.withLock { $0 = trajectory } }
                tell(event)
            }
            let trajectory = try await method.solve(task)
            outcome.trajectory = trajectory
            outcome.result.take(trajectory, prices)
            if trajectory.final == nil {
                outcome.result.message =
                    trajectory.stopReason == .spendingCap ? trajectory.stopNote : "no answer holds a program"
                outcome.result.failure = .model
            }
            outcome.result.leaveOut(trajectory.lostCalls)
        } catch let error as ModelError where error.isLimitedToOneCall {
            outcome.unfinished = remains.trajectory.withLock { $0 }
            if let unfinished = outcome.unfinished { outcome.result.take(unfinished, prices) }
            outcome.result.program = nil
            outcome.result.publicVerdict = nil
            outcome.result.take(error)
            if error.isCap, let unfinished = outcome.unfinished { outcome.result.leaveOut(unfinished.lostCalls) }
        }
        return outcome
    }

    private func grade(_ outcome: inout Outcome, _ problem: Problem) async throws {
        guard let final = outcome.trajectory?.final else { return }
        let grade = try await judge.finalGrade(of: final.program, language, on: problem)
        outcome.grade = grade
        outcome.result.take(grade, of: problem.allTests.count)
    }
}

extension Judge {
    /// Judges a final program as every evaluation does: on all tests, up to the first that is not accepted.
    func finalGrade(of program: String, _ language: Language, on problem: Problem) async throws -> JudgeReport {
        let submission = Submission(name: problem.id, source: program, language: language)
        return try await judge(submission, on: problem, tests: problem.allTests, policy: .stopAtFirstFailure)
    }
}

extension EvalSettings {
    /// The number of a sample's first call; explore n is that number and n more.
    ///
    /// No method makes as many as a thousand calls of one kind for a sample, so samples and seeds never meet.
    public func firstCall(of sample: Int) -> Int { (seed * 1_000 + sample) * 1_000 }

    /// The largest seed: with it the number of a call is still one of 32 bits, which all servers take.
    public static let largestSeed = 2_000
}

extension EvalResult {
    fileprivate mutating func take(_ trajectory: Trajectory, _ prices: PriceTable) {
        program = trajectory.final?.program
        publicVerdict = trajectory.final?.judgement.verdict
        stopReason = trajectory.stopReason
        explores = trajectory.madeExplores
        calls = trajectory.totals.calls
        inputTokens = trajectory.totals.inputTokens
        outputTokens = trajectory.totals.outputTokens
        costUSD = trajectory.costUSD(prices)
        callSeconds = trajectory.totals.callSeconds
    }

    /// Leaves a sample out of the figures, to be repeated, where the server lost a call: it was not measured as others.
    ///
    /// Whether its program is right plays no part: figures would favour one outcome.
    fileprivate mutating func leaveOut(_ lostCalls: [String]) {
        guard let first = lostCalls.first else { return }
        failure = .machine
        message = "\(lostCalls.count.counted("call")) had no answer from the model: \(first)"
    }

    /// Why a model did not answer; what a cap forbids would be forbidden again.
    mutating func take(_ error: ModelError) {
        if case .capReached(let cap) = error, cap.isUnspent, calls == 0 {
            failure = .cap
        } else {
            failure = error.isCap ? .model : .machine
        }
        stopReason = error.isCap ? .spendingCap : nil
        message = "\(error)"
    }

    /// The grade; a judge error is the machine's failure.
    mutating func take(_ grade: JudgeReport, of total: Int) {
        message = grade.message
        tests = TestSummary(grade, of: total)
        publicVerdict = publicVerdict ?? grade.publicVerdict
        if grade.verdict == .judgeError {
            (verdict, corrected, failure) = (nil, nil, .machine)
        } else {
            (verdict, corrected, failure) = (grade.verdict, grade.corrected, nil)
        }
    }
}
