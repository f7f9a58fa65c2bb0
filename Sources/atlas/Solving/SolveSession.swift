import FoundationEssentials
import Judging
import Models
import Orchestration
import Problems
import Reporting
import Synchronization

/// What `atlas solve` does with each of its problems: solve it, hand the program over, tell of it.
struct SolveSession {
    let method: any SolveMethod
    let language: Language
    let desk: ModelDesk
    let workshop: Workshop
    let prices: PriceTable
    /// Whether the final program is graded on all tests.
    let isGraded: Bool
    /// Whether a JSON document goes to stdout, in place of the program.
    let isJSON: Bool
    /// Whether no steps are shown.
    let isQuiet: Bool
    /// Whether the whole story is told at the end.
    let isVerbose: Bool

    /// Solves a problem.
    ///
    /// - Parameters:
    ///   - problem: The problem.
    ///   - output: The file of its program; nil for stdout.
    /// - Returns: What is wrong with the outcome; nil where nothing is.
    /// - Throws: An error that every further problem would meet, after what had been made is handed over.
    func solve(_ problem: Problem, into output: String?) async throws -> ExitStatus? {
        let unfinished = Mutex<Trajectory?>(nil)
        let task = desk.task(problem: problem, language: language, workshop: workshop) { event in
            if case .failed(let trajectory) = event { unfinished.withLock { $0 = trajectory } }
            // What is shown is never what is computed with.
            if !isQuiet, let line = SolveProgress.line(event) { StandardStreams.tell(line) }
        }
        let trajectory: Trajectory
        do {
            trajectory = try await method.solve(task)
        } catch {
            // What was made is handed over and told as what is finished, and then the error.
            if let made = unfinished.withLock({ $0 }) { _ = try await finish(made, problem, output) }
            // What concerns this problem's calls alone costs it alone.
            guard let error = error as? ModelError, error.isLimitedToOneCall, !Task.isCancelled else { throw error }
            return ExitStatus.report(error)
        }
        return try await finish(trajectory, problem, output)
    }

    private func finish(_ trajectory: Trajectory, _ problem: Problem, _ output: String?) async throws -> ExitStatus? {
        // What was paid for is on disk before anything else can fail.
        if let final = trajectory.final, let output {
            do {
                try OutputFile.write(Data(final.program.utf8), to: output)
            } catch {
                if !isJSON { try StandardStreams.write(Data(final.program.utf8)) }
                throw error
            }
        }
        var report: JudgeReport?
        if isGraded, let final = trajectory.final {
            let submission = Submission(name: "final program", source: final.program, language: language)
            report = try await workshop.judge.judge(submission, on: problem, tests: problem.allTests)
        }
        let result = SolveReport(trajectory, grade: report, prices: prices)
        if isJSON {
            try StandardStreams.print(JSONDocument.text(try result.json()))
        } else if let final = trajectory.final, output == nil {
            try StandardStreams.write(Data(final.program.utf8))
        }
        if isVerbose { StandardStreams.tell("\n" + SolveStory(trajectory, costUSD: result.costUSD).text) }
        if !isJSON, !isVerbose || isGraded { StandardStreams.tell(result.text) }
        return status(trajectory, report)
    }

    private func status(_ trajectory: Trajectory, _ report: JudgeReport?) -> ExitStatus? {
        guard let final = trajectory.final else {
            return trajectory.totals.failedExplores > 0 ? .infrastructure : .notAccepted
        }
        if trajectory.stopReason == .modelFailed { return .infrastructure }
        if report == nil, final.judgement.mayBeRight == true { return nil }
        switch report?.verdict ?? final.judgement.verdict {
        case .accepted?, nil: return nil
        case .judgeError?: return .infrastructure
        default: return .notAccepted
        }
    }
}
