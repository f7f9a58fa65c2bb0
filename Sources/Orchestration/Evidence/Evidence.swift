import Judging
import Models
import Problems

/// What the orchestrator is shown of a candidate, at three lengths; each is within a bound whatever a program prints.
struct Evidence {
    /// Everything, the program included.
    let full: String
    /// Without the program.
    let withoutProgram: String
    /// One line.
    let brief: String

    /// Whether the program passes every public test: such evidence is condensed last.
    let isPassing: Bool

    /// From the longest to the shortest.
    var levels: [String] { [full, withoutProgram, brief] }

    /// Text that has one length only.
    init(note: String) {
        full = note
        withoutProgram = note
        brief = note
        isPassing = false
    }

    /// Describes an explore, or a submitted program.
    ///
    /// - Parameters:
    ///   - title: `Explore 2`, `Your program`.
    ///   - remarks: What the solver says of it, a line each; none for the orchestrator's own program.
    ///   - program: The program; nil where there is none.
    ///   - showsProgram: False where the conversation holds it already.
    ///   - trace: What the judge found out.
    ///   - relation: How it relates to earlier explores.
    ///   - problem: The problem.
    ///   - language: The program's language.
    ///   - tokens: The bound, at least 400.
    init(
        title: String, remarks: [String], program: String?, showsProgram: Bool = true, trace: CandidateTrace?,
        relation: Relation?, problem: Problem, language: Language, tokens: Int
    ) {
        let sentences = relation?.sentences ?? []
        var lines = ["\(title): \(Self.verdict(trace, program: program))"]
        lines += remarks.map { QuotedText.line($0, tokens: tokens / 14) }
        lines += sentences.map { QuotedText.line($0, tokens: max(tokens / 16, Self.leastSentence)) }
        if let difference = relation?.differences.first, let input = difference.input {
            let shown = TokenEstimate.clip(input, to: max(tokens / 20, 64))
            lines.append("input of \(QuotedText.line(difference.test, tokens: 20)):\n" + QuotedText.block(shown))
        }
        let use = LimitUse(limits: problem.limits, language: language)
        if let probes = trace?.probes { lines += Self.probeLines(probes, use, tokens) }
        if let trace { lines += Self.traceLines(trace, use, tokens) }
        let first = ([lines[0]] + remarks.prefix(1) + sentences.prefix(1)).joined(separator: " ")
        brief = QuotedText.line(first, tokens: 120) + (lines.count > 1 || program != nil ? " … (the rest cut) …" : "")
        isPassing = trace.map { $0.judgement.passes && $0.judgement.failedProbes.isEmpty } ?? false
        guard let program, showsProgram else {
            withoutProgram = Self.joined(lines, within: tokens)
            full = withoutProgram
            return
        }
        let text = Self.joined(lines, within: tokens - Self.programMarkTokens)
        let mark = "\nprogram: … (\(program.unicodeScalars.count) characters cut) …"
        withoutProgram = text + mark
        full = text + (Self.part(program, behind: text, language, tokens) ?? mark)
    }

    /// As many lines as a bound allows, from the first on; each element is whole, so that fences stay shut.
    private static func joined(_ lines: [String], within tokens: Int) -> String {
        var text = lines.joined(separator: "\n")
        var kept = lines.count
        while kept > 1, TokenEstimate.of(text) > tokens {
            kept -= 1
            text = (lines.prefix(kept) + ["… (\(lines.count - kept) more parts left out) …"]).joined(separator: "\n")
        }
        return text
    }

    /// The program in the room that is left: cut as usual texts are, and again where the whole is longer than it seemed; nil
    /// where there is no room.
    private static func part(_ program: String, behind text: String, _ language: Language, _ tokens: Int) -> String? {
        let source = PrintableText.text(program)
        func fenced(_ shown: String) -> String { "\nprogram:\n" + QuotedText.block(shown, tag: language.fence) }
        let room = tokens - TokenEstimate.usual(text) - fenceTokens
        guard room >= smallestProgram else { return nil }
        let usual = fenced(TokenEstimate.clip(source, to: room))
        guard TokenEstimate.of(text + usual) > tokens else { return usual }
        let rest = tokens - TokenEstimate.of(text) - fenceTokens
        return rest >= smallestProgram ? fenced(TokenEstimate.clip(source, within: rest)) : nil
    }

    /// The evidence with a sentence of our own after it, at every length but the shortest.
    func followed(by sentence: String) -> Evidence {
        Evidence(
            full: "\(full)\n\(sentence)", withoutProgram: "\(withoutProgram)\n\(sentence)", brief: brief,
            isPassing: isPassing)
    }

    private init(full: String, withoutProgram: String, brief: String, isPassing: Bool) {
        self.full = full
        self.withoutProgram = withoutProgram
        self.brief = brief
        self.isPassing = isPassing
    }

    /// Room for the words and fences around a program, some of it for a longer fence.
    private static let fenceTokens = 24
    /// Less of a program than this says nothing.
    private static let smallestProgram = 60
    /// Room for the mark of a program that is left out.
    private static let programMarkTokens = 24
    /// The least share of a sentence on how programs relate, with two outputs of some length, in tokens.
    private static let leastSentence = 120
    /// The least share of what is said of a test, with two values of some length, in tokens.
    private static let leastMessage = 48

    private static func verdict(_ trace: CandidateTrace?, program: String?) -> String {
        guard program != nil else { return "no program was found in the solver's answer" }
        guard let trace else { return "not run" }
        guard let report = trace.report else { return trace.judgement.message ?? "not run" }
        let accepted = report.tests.count { $0.verdict == .accepted }
        switch report.verdict {
        case .accepted:
            let failed = trace.judgement.failedProbes.first.map { row in
                ", but \(row.verdict?.rawValue ?? "fails") on probe \(row.probe)"
            }
            return "passes all \(report.tests.count) public tests\(failed ?? "")"
        case .compileError: return "CE, does not compile"
        case .judgeError:
            return "could not be judged on every test: the judge itself failed, which says nothing about the program"
        case _ where trace.mayBeRight:
            return
                "differs from the expected answers (\(accepted) of \(report.tests.count) public tests are the same); "
                + "the statement allows several answers, so it may be right"
        default: return "\(report.verdict.rawValue), fails: \(accepted) of \(report.tests.count) public tests accepted"
        }
    }

    /// What the probes show: every way in which the program fails there, else how much it used.
    private static func probeLines(_ trace: ProbeTrace, _ use: LimitUse, _ tokens: Int) -> [String] {
        let rows = trace.runs.map(\.row).filter { $0.verdict != .judgeError }
        guard !rows.isEmpty else { return [] }
        let failed = rows.filter(\.isFailing)
        var lines = [
            "probe inputs (written from the statement, no answer is known): \(rows.count) run, "
                + (failed.isEmpty ? "all ended within the limits" : "\(failed.count) failed")
        ]
        for row in failed.prefix(shownProbes) {
            let line = row.line.map { " (line \($0))" } ?? ""
            let message = row.message.map { ": \(QuotedText.line($0, tokens: max(tokens / 40, leastMessage)))" } ?? ""
            lines.append("- probe \(row.probe): \(row.verdict?.rawValue ?? "")\(message)\(line)")
        }
        if trace.runs.contains(where: { $0.kind == .largest && $0.row.isFailing }) {
            lines.append("The public tests are too small to show this.")
        }
        if let most = rows.filter({ !$0.isFailing }).max(by: { $0.cpuMilliseconds < $1.cpuMilliseconds }) {
            lines.append(
                "most used on a probe it finished, \(most.probe): \(use.text(most.cpuMilliseconds, most.peakKiB))")
        }
        return lines
    }

    /// How many failed probes get a row of their own.
    private static let shownProbes = 2

    /// How many tests get a row of their own; failed ones come first.
    private static let shownRows = 4

    private static func traceLines(_ trace: CandidateTrace, _ use: LimitUse, _ tokens: Int) -> [String] {
        guard let report = trace.report else { return [] }
        if report.verdict == .compileError, let compile = report.compile {
            let text = QuotedText.excerpt(compile.diagnostics, tokens: tokens / 3)
            return ["the compiler says:\n" + QuotedText.block(text)]
        }
        let failed = report.tests.filter { $0.verdict != .accepted }
        let passed = report.tests.filter { $0.verdict == .accepted }
        var lines = (failed + passed).prefix(Self.shownRows).map { row($0, max(tokens / 40, leastMessage)) }
        let rest = report.tests.count - lines.count
        if rest > 0 { lines.append("… (\(rest) more tests) …") }
        if let most = most(report, use) { lines.append(most) }
        guard let first = failed.first(where: { $0.verdict != .judgeError }) else { return lines }
        lines.append("test \(QuotedText.line(first.name, tokens: 20)):")
        let outputs = [("expected", first.expected), ("got", first.actual)]
        // What an interactor or asserts took is not there to be shown: the row above has their word.
        let isWithoutOutput = trace.isConversation || outputs.allSatisfy { $0.1.totalBytes == 0 }
        let shown = isWithoutOutput ? outputs.prefix(1).filter { $0.1.totalBytes > 0 } : outputs
        for (label, excerpt) in [("input", first.input)] + shown {
            lines.append(block(label, excerpt, tokens / 24))
        }
        if first.verdict != .wrongAnswer, first.stderr.totalBytes > 0 {
            lines.append(block("stderr", first.stderr, tokens / 7))
        }
        return lines
    }

    private static func row(_ trace: TestTrace, _ tokens: Int) -> String {
        let name = QuotedText.line(trace.name, tokens: 20)
        switch trace.verdict {
        case .accepted: return "- \(name): AC"
        case .judgeError: return "- \(name): not judged, the judge itself failed"
        default:
            let message = trace.message.map { ": \(QuotedText.line($0, tokens: tokens))" } ?? ""
            let line = trace.line.map { " (line \($0) of the program)" } ?? ""
            return "- \(name): \(trace.verdict.rawValue)\(message)\(line)"
        }
    }

    private static func most(_ report: JudgeReport, _ use: LimitUse) -> String? {
        let run = report.tests.filter { $0.verdict != .judgeError }
        let accepted = run.filter { $0.verdict == .accepted }
        let told = accepted.isEmpty ? run : accepted
        guard let cpu = told.map(\.cpuMilliseconds).max(), let peak = told.map(\.peakKiB).max() else { return nil }
        return "most used by \(accepted.isEmpty ? "a" : "an accepted") test: \(use.text(cpu, peak))"
    }

    private static func block(_ label: String, _ excerpt: Excerpt, _ tokens: Int) -> String {
        guard excerpt.totalBytes > 0 else { return "\(label): nothing" }
        // The excerpt says how much it left out; what is cut here is marked as well.
        return "\(label):\n" + QuotedText.block(QuotedText.excerpt(excerpt, tokens: max(tokens, 24)))
    }
}
