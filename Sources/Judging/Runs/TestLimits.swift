import Problems
import Sandbox

extension SandboxLimits {
    /// What one test of a problem may use, in a language.
    ///
    /// Real time is a backstop for programs that sleep: three times the CPU limit and two seconds, so that a loaded
    /// machine does not turn a right program into a slow one.
    init(test limits: ProblemLimits, language: String = "", scale: Double = 1) {
        let cpu = max(1, Int((Double(limits.cpuMilliseconds(language: language)) * scale).rounded()))
        self.init(
            cpuMilliseconds: cpu, wallMilliseconds: cpu * 3 + 2_000, memoryKiB: limits.memoryKiB,
            outputBytes: limits.outputBytes)
    }
}

/// What makes a time-out believable on a machine that does other work as well.
///
/// A program is let run a fifth beyond its CPU limit: one that ends in there is run again with nothing else of ours
/// beside it, and so is one that ran out of real time while it waited for a processor or for an interactor that computed.
/// What such a run says counts.
struct TimeDoubt {
    /// How often a doubtful time-out is run again.
    static let reruns = 3

    /// The CPU limit of the program, in ms.
    let cpuMilliseconds: Int

    /// The limits to run it with.
    static func limits(_ limits: SandboxLimits, isRerun: Bool) -> SandboxLimits {
        var limits = limits
        limits.cpuMilliseconds = limits.cpuMilliseconds * 6 / 5
        if isRerun { limits.wallMilliseconds *= 4 }
        return limits
    }

    /// Whether a run went over its time.
    func isOver(_ outcome: SandboxOutcome) -> Bool {
        outcome.end == .limit(.cpu) || outcome.end == .limit(.wall)
            || outcome.cpuMilliseconds > Double(cpuMilliseconds)
    }

    /// Whether a run that went over may be within its time on a machine of its own.
    func isDoubtful(_ outcome: SandboxOutcome) -> Bool {
        switch outcome.end {
        case .limit(.cpu): false
        case .limit(.wall): outcome.waitedMilliseconds > outcome.wallMilliseconds / 5
        default: outcome.cpuMilliseconds > Double(cpuMilliseconds)
        }
    }

    /// Whether a program that ran out of real time may have spent it on waiting for its interactor's work.
    ///
    /// On a busy machine an interactor that computes all the time gets a part of a core; one that waits uses next to nothing.
    func isDoubtful(_ told: Interactions.Outcome) -> Bool {
        told.program.end == .limit(.wall) && told.interactorMilliseconds > told.program.wallMilliseconds / 10
    }

    /// `went over its CPU time limit (1043 ms of 1000 ms)`.
    func reason(_ outcome: SandboxOutcome) -> String {
        if outcome.end == .limit(.wall) {
            return EndDescription.text(outcome.end)
                + " (\(Int(outcome.cpuMilliseconds)) ms of CPU time in \(Int(outcome.wallMilliseconds)) ms, "
                + "\(Int(outcome.waitedMilliseconds)) ms of waiting for a processor)"
        }
        return EndDescription.text(.limit(.cpu)) + " (\(Int(outcome.cpuMilliseconds)) ms of \(cpuMilliseconds) ms)"
    }
}
