import Evaluation
import Orchestration

/// A problem as the page's table shows it; read by `report.js`.
struct ProblemRow: Encodable {
    /// What one run did on the problem.
    struct Cell: Encodable {
        /// Accepted samples.
        let accepted: Int
        /// Judged samples.
        let judged: Int
        /// Samples that failed for the machine's fault.
        let failed: Int
        /// Samples of which no model was asked.
        let notAsked: Int
        /// The verdict of a single judged sample, or `no program`; nil for more or none.
        let verdict: String?
        /// Explores of all samples.
        let explores: Int
        /// Answered calls of all samples.
        let calls: Int
        /// USD of all samples; nil when a price is not known.
        let cost: Double?

        private enum CodingKeys: String, CodingKey {
            case accepted, judged, failed, verdict, explores, calls, cost
            case notAsked = "not_asked"
        }
    }

    let id: String
    let title: String
    let difficulty: String?
    let platform: String?
    let date: String?
    let excluded: String?
    /// One for each run; nil where the run has no result of the problem.
    let cells: [Cell?]
    /// Its `ProblemDetails`, packed by `PackedText`.
    let details: String
}

extension ProblemRow.Cell {
    /// Sums up the samples of a problem in one run; nil for none.
    init?(_ results: [EvalResult]) {
        guard !results.isEmpty else { return nil }
        let judged = results.filter(\.isJudged)
        accepted = judged.count(where: \.isAccepted)
        self.judged = judged.count
        failed = results.count { $0.failure == .machine }
        notAsked = results.count { $0.failure == .cap }
        verdict = judged.count == 1 ? judged[0].ending : nil
        explores = results.reduce(0) { $0 + $1.explores }
        calls = results.reduce(0) { $0 + $1.calls }
        cost = ResourceUse(results).costUSD
    }
}

/// What is shown of a problem when its row is opened.
struct ProblemDetails: Encodable {
    /// One sample of one run.
    struct Sample: Encodable {
        /// The run's place in the report.
        let run: Int
        let sample: Int
        let verdict: String?
        let corrected: String?
        let failure: String?
        let message: String?
        /// Why the method stopped, in words.
        let stop: String?
        /// The final program, where no trajectory holds it.
        let program: String?
        let calls: Int
        let inputTokens: Int
        let outputTokens: Int
        let cost: Double?
        let seconds: Double
        /// All that happened, without what the orchestrator was shown: that repeats the rest.
        let trajectory: Trajectory?

        private enum CodingKeys: String, CodingKey {
            case run, sample, verdict, corrected, failure, message, stop, program, calls, cost, seconds, trajectory
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
        }
    }

    let samples: [Sample]
}

extension ProblemDetails.Sample {
    init(run: Int, _ result: EvalResult, _ trajectory: Trajectory?) {
        self.run = run
        sample = result.sample
        verdict = result.verdict?.rawValue
        corrected = result.corrected?.rawValue
        failure = result.failure?.rawValue
        message = result.message
        stop = result.stopReason?.explanation(hasProgram: result.program != nil)
        program = trajectory?.final == nil ? result.program : nil
        calls = result.calls
        inputTokens = result.inputTokens
        outputTokens = result.outputTokens
        cost = result.costUSD
        seconds = result.callSeconds
        var shown = trajectory
        for index in trajectory?.explores.indices ?? 0..<0 { shown?.explores[index].evidence = "" }
        self.trajectory = shown
    }
}
