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
        lines += sentences.map { QuotedText.line($0, tokens: tokens / 20) }
        if let trace { lines += Self.traceLines(trace, problem, tokens) }
        brief = QuotedText.line(
            ([lines[0]] + remarks.prefix(1) + sentences.prefix(1)).joined(separator: " "), tokens: 120)
        // The shares above add up to less than the bound; this makes it certain. Each element is whole: fences stay shut.
        while lines.count > 1, TokenEstimate.of(lines.joined(separator: "\n")) > tokens { lines.removeLast() }
        withoutProgram = lines.joined(separator: "\n")
        isPassing = trace?.judgement.passes ?? false
        let body = TokenEstimate.of(withoutProgram)
        let room = tokens - body - Self.fenceTokens
        if let program, showsProgram, room >= Self.smallestProgram {
            let shown = TokenEstimate.clip(PrintableText.text(program), to: room)
            full = withoutProgram + "\nprogram:\n" + QuotedText.block(shown, tag: language.fence)
        } else {
            full = withoutProgram
        }
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

    private static func verdict(_ trace: CandidateTrace?, program: String?) -> String {
        guard program != nil else { return "no program was found in the solver's answer" }
        guard let trace else { return "not run" }
        guard let report = trace.report else { return trace.judgement.message ?? "not run" }
        let accepted = report.tests.count { $0.verdict == .accepted }
        switch report.verdict {
        case .accepted: return "passes all \(report.tests.count) public tests"
        case .compileError: return "CE, does not compile"
        case .judgeError:
            return "could not be judged on every test: the judge itself failed, which says nothing about the program"
        default: return "\(report.verdict.rawValue), fails: \(accepted) of \(report.tests.count) public tests accepted"
        }
    }

    /// How many tests get a row of their own; failed ones come first.
    private static let shownRows = 4

    private static func traceLines(_ trace: CandidateTrace, _ problem: Problem, _ tokens: Int) -> [String] {
        guard let report = trace.report else { return [] }
        if report.verdict == .compileError, let compile = report.compile {
            let text = TokenEstimate.clip(PrintableText.text(compile.diagnostics.text), to: tokens / 3)
            return ["the compiler says:\n" + QuotedText.block(text)]
        }
        let failed = report.tests.filter { $0.verdict != .accepted }
        let passed = report.tests.filter { $0.verdict == .accepted }
        var lines = (failed + passed).prefix(Self.shownRows).map { row($0, tokens / 40) }
        let rest = report.tests.count - lines.count
        if rest > 0 { lines.append("… (\(rest) more tests) …") }
        if let slow = slowness(report, problem) { lines.append(slow) }
        guard let first = failed.first(where: { $0.verdict != .judgeError }) else { return lines }
        lines.append("test \(QuotedText.line(first.name, tokens: 20)):")
        for (label, excerpt) in [("input", first.input), ("expected", first.expected), ("got", first.actual)] {
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
            return "- \(name): \(trace.verdict.rawValue)\(message)"
        }
    }

    private static func slowness(_ report: JudgeReport, _ problem: Problem) -> String? {
        guard let most = report.tests.filter({ $0.verdict == .accepted }).map(\.cpuMilliseconds).max() else {
            return nil
        }
        return "slowest accepted test: \(Int(most.rounded(.up))) ms of \(problem.limits.cpuMilliseconds) ms"
    }

    private static func block(_ label: String, _ excerpt: Excerpt, _ tokens: Int) -> String {
        guard excerpt.totalBytes > 0 else { return "\(label): nothing" }
        // The excerpt says how much it left out; what is cut here is marked as well.
        let text = TokenEstimate.clip(PrintableText.text(excerpt.text), to: max(tokens, 24))
        return "\(label):\n" + QuotedText.block(text)
    }
}
