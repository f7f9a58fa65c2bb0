import Judging
import Models
import Orchestration
import Spelling

/// A trajectory told in order: explore, evidence, thought, what came next, and why it stopped; plain text of 80 columns.
public struct SolveStory {
    private let trajectory: Trajectory
    private let costUSD: Double?
    private let showsPrograms: Bool

    /// How far a part of a turn is set in.
    private static let indent = 2

    /// Tells a trajectory.
    ///
    /// - Parameters:
    ///   - trajectory: What happened.
    ///   - costUSD: What the calls cost in USD; nil where that is not known.
    ///   - showsPrograms: Whether every explore's program is printed.
    public init(_ trajectory: Trajectory, costUSD: Double? = nil, showsPrograms: Bool = false) {
        self.trajectory = trajectory
        self.costUSD = costUSD
        self.showsPrograms = showsPrograms
    }

    /// The lines, joined.
    public var text: String {
        var lines = Paragraph.lines(opening)
        if let probes = trajectory.probes { lines += [""] + Paragraph.lines(Self.told(probes), hanging: Self.indent) }
        var told = Set<Int>()
        for call in trajectory.calls {
            switch call.role {
            case .solver, .reviser:
                // An explore whose solver could not be reached has no call.
                for explore in trajectory.explores where explore.n <= call.n && told.insert(explore.n).inserted {
                    lines += [""] + self.explore(explore)
                }
            case .orchestrator:
                for explore in trajectory.explores
                where isMade(explore, before: call) && told.insert(explore.n).inserted {
                    lines += [""] + self.explore(explore)
                }
                lines += [""] + turn(call)
            default: lines += [""] + turn(call)
            }
        }
        for explore in trajectory.explores where told.insert(explore.n).inserted {
            lines += [""] + self.explore(explore)
        }
        for failure in trajectory.failures ?? [] {
            lines +=
                [""]
                + Paragraph.lines("\(failure.role.rawValue) \(failure.n): no answer: \(failure.reason)", hanging: 2)
        }
        return (lines + [""] + ending).joined(separator: "\n")
    }

    /// Whether an explore was made before a turn of the orchestrator's; what older documents do not say is taken as no.
    private func isMade(_ explore: Explore, before call: CallSummary) -> Bool {
        explore.turn.map { $0 < call.n } ?? (explore.n <= trajectory.firstExplores ?? 0)
    }

    private var opening: String {
        var words = "\(TerminalText.line(trajectory.problem)), in \(trajectory.language), by \(trajectory.method): "
        if let orchestrator = trajectory.orchestrator { words += "orchestrator \(orchestrator), " }
        words += "solver \((trajectory.pool ?? [trajectory.solver]).joined(separator: " or ")), "
        return words + "at most \(trajectory.maxExplores.counted("explore"))."
    }

    private static func told(_ probes: ProbeSummary) -> String {
        guard !probes.inputs.isEmpty else { return "probes: none: \(TerminalText.line(probes.note ?? ""))" }
        var words = "probes: \(probes.inputs.count.counted("input")), from \(probes.inputs[0].name) to "
        words += "\(probes.inputs[probes.inputs.count - 1].name), the largest of "
        words += Quantity.memory(kib: ((probes.inputs.map(\.bytes).max() ?? 0) + 1023) / 1024)
        if probes.allowsSeveralAnswers == true { words += "; several answers may be right" }
        if let note = probes.note { words += "; \(TerminalText.line(note))" }
        return words
    }
}

// MARK: - Turns and explores

extension SolveStory {
    private func turn(_ call: CallSummary) -> [String] {
        let who = call.role == .orchestrator ? "turn \(call.n)" : "\(call.role.rawValue) \(call.n)"
        let action = call.action.map { ": \($0)" } ?? ""
        var lines = Paragraph.lines(
            "\(who)\(action)  (\(SolveProgress.spent(call.usage, call.seconds)))", hanging: Self.indent)
        if let thought = call.thought, !thought.isEmpty { lines += Self.part("thought", thought) }
        if let reason = call.malformed { lines += Self.part("malformed", reason) }
        if let refused = call.refused { lines += Paragraph.lines(SolveProgress.refused(refused), indent: Self.indent) }
        if let cut = call.finish.cut { lines += Self.part("cut", cut) }
        guard call.role == .orchestrator else { return lines }
        for back in trajectory.handedBack ?? [] where back.turn == call.n {
            let program = back.program
            lines += Self.part("handed in", "a program by \(program.source.name): \(program.judgement.summary)")
            if showsPrograms { lines += Self.block("program", program.program) }
            lines += Self.part("handed back", back.reason)
        }
        return lines
    }

    private func explore(_ explore: Explore) -> [String] {
        var title = "explore \(explore.n): \(explore.model)"
        for (name, value) in (explore.arguments ?? [:]).sorted(by: { $0.key < $1.key }) {
            title += ", \(name) \(TerminalText.line(value))"
        }
        if let revised = explore.revises { title += ", rewrites explore \(revised)" }
        if explore.failure == nil { title += "  (\(SolveProgress.spent(explore.usage, explore.seconds)))" }
        var lines = Paragraph.lines(title, hanging: Self.indent)
        if let failure = explore.failure {
            return lines + Self.part(explore.notMade == true ? "not made" : "no answer", failure)
        }
        if let approach = explore.approach { lines += Self.part("approach", approach) }
        var claims: [String] = []
        if let complexity = explore.claimedComplexity { claims.append(complexity) }
        if let confidence = explore.confidence {
            // A document from elsewhere may hold any number.
            claims.append("\(Int((min(max(confidence, 0), 1) * 100).rounded()))% sure")
        }
        if !claims.isEmpty { lines += Self.part("claims", claims.joined(separator: "; ")) }
        if explore.program == nil {
            lines += Self.part("evidence", explore.finish?.lackOfProgram ?? "the answer holds no program")
        } else if let cut = explore.finish?.cut {
            lines += Self.part("cut", cut)
        }
        if let judgement = explore.judgement {
            lines += Self.part("evidence", judgement.summary)
            if let use = Self.use(judgement.tests.map { ($0.cpuMilliseconds, $0.peakKiB) }) {
                lines += Self.part("used", use)
            }
            if let probes = judgement.probes { lines += Self.part("probes", Self.told(probes)) }
        } else if explore.program != nil {
            lines += Self.part("evidence", "not judged")
        }
        if let relation = explore.relation {
            for sentence in relation.sentences { lines += Self.part("relation", sentence) }
            if let difference = relation.differences.first, let input = difference.input {
                lines += Self.block("input", input)
            }
        }
        if showsPrograms, let program = explore.program { lines += Self.block("program", program) }
        return lines
    }

    private static func told(_ probes: [ProbeRow]) -> String {
        let failed = probes.filter(\.isFailing)
        guard let first = failed.first else {
            let use = use(probes.map { ($0.cpuMilliseconds, $0.peakKiB) }).map { "; \($0)" } ?? ""
            return "ended within the limits on all \(probes.count)\(use)"
        }
        let rest = failed.count > 1 ? " and \(failed.count - 1) more" : ""
        return "\(first.verdict?.rawValue ?? "") on \(first.probe)\(rest) of \(probes.count) run"
            + (first.message.map { ": \(TerminalText.line($0))" } ?? "")
    }

    private static func use(_ rows: [(cpu: Double, peak: Int)]) -> String? {
        guard let cpu = rows.map(\.cpu).max(), let peak = rows.map(\.peak).max() else { return nil }
        return "at most \(Quantity.milliseconds(cpu)) of CPU time, \(Quantity.memory(kib: peak))"
    }

    /// A labelled paragraph.
    private static func part(_ label: String, _ text: String) -> [String] {
        Paragraph.lines("\(label): \(TerminalText.printable(text))", indent: indent, hanging: indent)
    }

    /// A labelled text whose lines are kept.
    private static func block(_ label: String, _ text: String) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let lines = TerminalText.printable(text).split(separator: "\n", omittingEmptySubsequences: false)
        let body = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
        return ["\(margin)\(label):"] + body.map { "\(margin)| \($0)" }
    }
}

// MARK: - The end

extension SolveStory {
    private var ending: [String] {
        var lines: [String] = []
        if let final = trajectory.final {
            lines += Paragraph.lines("final program, by \(final.source.name): \(final.judgement.summary)", hanging: 2)
            if let probes = final.judgement.probes { lines += Self.part("probes", Self.told(probes)) }
            if final.source == .orchestrator || final.source == .integrator, let relation = final.relation {
                for sentence in relation.sentences { lines += Self.part("relation", sentence) }
            }
            if showsPrograms { lines += Self.block("program", final.program) }
        } else {
            lines.append("no program: \(trajectory.lackOfProgram)")
        }
        lines += Paragraph.lines(
            "stopped: \(trajectory.stopReason.explanation(hasProgram: trajectory.final != nil))", hanging: 2)
        if let note = trajectory.stopNote { lines += Self.part("note", note) }
        if trajectory.revisions > 0 {
            lines += Self.part("handed back", trajectory.revisions == 1 ? "once" : "\(trajectory.revisions) times")
        }
        if trajectory.malformedActions > 0 {
            lines += Self.part("unreadable answers", "\(trajectory.malformedActions)")
        }
        let totals = trajectory.totals
        var sums = "\(totals.calls.counted("call")), \(trajectory.madeExplores.counted("explore")), "
        sums += "\(totals.inputTokens.counted("token")) in, \(totals.outputTokens) out, "
        sums += "\(Quantity.fixed(totals.callSeconds, 1)) s of calls"
        return lines + Paragraph.lines("\(sums), cost \(Quantity.cost(costUSD))", hanging: 2)
    }
}
