import FoundationEssentials
import Judging
import Problems

/// What a candidate does on the public tests and on the probes, comparable with what another does.
struct Behaviour {
    /// One row per test and probe that was run; one that the judge failed on has none.
    private let rows: [(test: String, act: Act, input: Excerpt)]

    /// What it does with one input.
    private enum Act: Equatable {
        case compileError
        case accepted(output: String)
        case wrong(output: String, whole: ProbeOutput)
        /// It is not the expected one of several right answers: nobody knows whether it is one.
        case open(output: String)
        /// What an interactor or asserts say, where they took the output.
        case told(isAccepted: Bool, message: String)
        case stopped(Verdict)
        /// It ended by itself on a probe: nobody knows whether its output is right.
        case unjudged(ProbeOutput)

        /// What it gives, as far as that was kept; nil where that is not what counts.
        var output: String? {
            switch self {
            case .accepted(let output), .wrong(let output, _), .open(let output): output
            case .unjudged(let output): output.text.text
            case .compileError, .told, .stopped: nil
            }
        }

        var text: String {
            switch self {
            case .accepted, .wrong, .open, .unjudged: Self.given(output ?? "")
            case .compileError: "does not compile"
            case .told(true, _): "is accepted"
            case .told(false, let message):
                "is rejected" + (message.isEmpty ? "" : ": \(QuotedText.line(message, tokens: 40))")
            case .stopped(let verdict): "ends with \(verdict.rawValue)"
            }
        }

        private static let shownTokens = 40

        private static func given(_ output: String) -> String {
            output.allSatisfy(\.isWhitespace)
                ? "gives no output" : "gives \(QuotedText.line(output, tokens: shownTokens))"
        }

        /// What two give on one input, in words: long outputs that begin alike from where they differ on.
        static func told(_ this: Act, _ other: Act) -> (this: String, other: String) {
            let usual = (this.text, other.text)
            guard let mine = this.output, let others = other.output,
                max(TokenEstimate.usual(mine), TokenEstimate.usual(others)) > shownTokens
            else { return usual }
            let words = [mine, others].map { $0.split(whereSeparator: \.isWhitespace) }
            let place = zip(words[0], words[1]).prefix { $0 == $1 }.count
            // What an excerpt left out may differ as well, and its mark is no output.
            guard place > 0, !words.contains(where: { $0.prefix(place + 1).contains { $0.contains("…") } }) else {
                return usual
            }
            func told(_ words: [Substring]) -> String {
                guard words.count > place else { return "ends before word \(place + 1)" }
                let rest = words[place...].joined(separator: " ")
                return "gives, from word \(place + 1) on, \(QuotedText.line(rest, tokens: shownTokens))"
            }
            return (told(words[0]), told(words[1]))
        }
    }

    /// Nil where nothing was run, or the judge failed throughout.
    init?(_ trace: CandidateTrace?) {
        var rows: [(test: String, act: Act, input: Excerpt)] = []
        if let report = trace?.report {
            if report.verdict == .compileError { rows.append(("compiling", .compileError, .empty)) }
            for test in report.tests {
                let output = test.actual.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                let act: Act
                switch test.verdict {
                case .judgeError: continue
                case .accepted where trace?.isConversation == true: act = .told(isAccepted: true, message: "")
                case .wrongAnswer where trace?.isConversation == true:
                    act = .told(isAccepted: false, message: test.message ?? "")
                case .accepted: act = .accepted(output: output)
                case .wrongAnswer where trace?.hasUncheckedAnswers == true: act = .open(output: output)
                case .wrongAnswer:
                    let digest = test.actual.isCut ? "\(test.actual.totalBytes) \(output)" : output
                    act = .wrong(output: output, whole: ProbeOutput(digest: digest, text: test.actual))
                default: act = .stopped(test.verdict)
                }
                rows.append((test.name, act, test.input))
            }
        }
        for run in trace?.probes?.runs ?? [] where run.row.verdict != .judgeError {
            let output = ProbeOutput(digest: run.digest, text: run.output)
            rows.append(("probe \(run.row.probe)", run.row.verdict.map(Act.stopped) ?? .unjudged(output), run.input))
        }
        if rows.isEmpty { return nil }
        self.rows = rows
    }

    /// How two candidates compare.
    struct Comparison {
        /// The first input on which they differ, with what each does; nil when they behave alike.
        var difference: (test: String, input: Excerpt, this: String, other: String)?
        /// How many probes were compared.
        var probes = 0
        /// On how many of them the outputs differ where several may be right.
        var unknown = 0
        /// On how many public tests a brute force tells nothing, as it was too slow or too large for them.
        var excused = 0
    }

    /// Compares with another; stops at the first difference.
    ///
    /// - Parameters:
    ///   - other: The other.
    ///   - isBruteForce: Which of the two is a brute force: what that is too slow for tells nothing.
    ///   - agreement: How two outputs of a test or probe relate that are not the same.
    /// - Returns: The comparison.
    func comparison(
        with other: Behaviour, isBruteForce: (this: Bool, other: Bool) = (false, false),
        agreement: (_ test: String, ProbeOutput, ProbeOutput) -> OutputAgreement
    ) -> Comparison {
        var comparison = Comparison()
        for row in rows {
            if row.act == .compileError, let first = other.rows.first, first.act != .compileError {
                comparison.difference = (first.test, first.input, row.act.text, first.act.text)
                return comparison
            }
            if let first = other.rows.first, first.act == .compileError, row.act != .compileError {
                comparison.difference = (row.test, row.input, row.act.text, first.act.text)
                return comparison
            }
            guard let match = other.rows.first(where: { $0.test == row.test }) else { continue }
            let isAlike: Bool
            switch (row.act, match.act) {
            // Two accepted answers are alike whatever they look like: where several are right, each is.
            case (.accepted, .accepted): isAlike = true
            case (.open, .open), (.open, .accepted), (.accepted, .open):
                if row.act != match.act { comparison.unknown += 1 }
                isAlike = true
            case (.unjudged(let this), .unjudged(let that)):
                comparison.probes += 1
                let result = this.digest == that.digest ? .alike : agreement(row.test, this, that)
                if result == .unknown { comparison.unknown += 1 }
                isAlike = result != .different
            case (.wrong(_, let this), .wrong(_, let that)):
                isAlike = this.digest == that.digest || agreement(row.test, this, that) == .alike
            case (.stopped(let verdict), _) where isBruteForce.this && Self.isOfLimits(verdict),
                (_, .stopped(let verdict)) where isBruteForce.other && Self.isOfLimits(verdict):
                if !row.test.hasPrefix("probe ") { comparison.excused += 1 }
                isAlike = true
            default: isAlike = row.act == match.act
            }
            if !isAlike {
                let told = Act.told(row.act, match.act)
                comparison.difference = (row.test, row.input, told.this, told.other)
                return comparison
            }
        }
        return comparison
    }

    private static func isOfLimits(_ verdict: Verdict) -> Bool {
        verdict == .timeLimitExceeded || verdict == .memoryLimitExceeded
    }

    /// Whether the two behave alike as far as the problem's comparison tells without a program of its own; without a problem,
    /// where their outputs are the same.
    ///
    /// With a checker or several answers, ask `CandidateJudge.relation`.
    func isAlike(_ other: Behaviour, on problem: Problem? = nil) -> Bool {
        let comparison = comparison(with: other) { _, this, that in
            problem.map { this.agreement(with: that, on: $0, allowsSeveralAnswers: false) } ?? .different
        }
        return comparison.difference == nil
    }

    /// The pairs of outputs of probes that are not the same: what a checker has to be asked about.
    func unlike(_ other: Behaviour) -> [(probe: String, input: Excerpt, this: ProbeOutput, other: ProbeOutput)] {
        rows.compactMap { row in
            guard case .unjudged(let this) = row.act,
                case .unjudged(let that)? = other.rows.first(where: { $0.test == row.test })?.act,
                this.digest != that.digest
            else { return nil }
            return (row.test, row.input, this, that)
        }
    }
}

/// What a candidate wrote for a probe, or for a test that it fails.
struct ProbeOutput: Equatable {
    /// Without what the comparison passes over.
    let digest: String
    let text: Excerpt

    /// How it relates to another output with another digest, as far as the problem's comparison tells without a program of
    /// its own.
    func agreement(with other: ProbeOutput, on problem: Problem, allowsSeveralAnswers: Bool) -> OutputAgreement {
        let known: OutputAgreement =
            if text.isCut || other.text.isCut {
                OutputDigest.isDecisive(problem.comparison) ? .different : .unknown
            } else {
                OutputAgreement.of(Data(text.text.utf8), Data(other.text.text.utf8), on: problem)
            }
        return known == .different && allowsSeveralAnswers ? .unknown : known
    }
}
