import Judging

/// What a candidate does on the public tests, comparable with what another does.
struct Behaviour {
    /// One row per test that was judged; a test that the judge failed on has none.
    private let rows: [(test: String, act: Act)]

    /// What it does in one test.
    private enum Act: Equatable {
        case compileError
        case accepted(output: String)
        case wrong(output: String, bytes: Int)
        case stopped(Verdict)

        /// Two accepted answers are alike whatever they look like: where several are right, each is.
        func isLike(_ other: Act) -> Bool {
            if case .accepted = self, case .accepted = other { return true }
            return self == other
        }

        var text: String {
            switch self {
            case .compileError: "does not compile"
            case .accepted(let output), .wrong(let output, _):
                output.isEmpty ? "gives no output" : "gives \(QuotedText.line(output, tokens: 40))"
            case .stopped(let verdict): "ends with \(verdict.rawValue)"
            }
        }
    }

    /// Nil where nothing was run, or the judge failed throughout.
    init?(_ trace: CandidateTrace?) {
        guard let report = trace?.report else { return nil }
        if report.verdict == .compileError {
            rows = [("compiling", .compileError)]
        } else {
            rows = report.tests.compactMap { test in
                let output = test.actual.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                switch test.verdict {
                case .judgeError: return nil
                case .accepted: return (test.name, .accepted(output: output))
                case .wrongAnswer:
                    return (test.name, .wrong(output: output, bytes: test.actual.isCut ? test.actual.totalBytes : 0))
                default: return (test.name, .stopped(test.verdict))
                }
            }
        }
        if rows.isEmpty { return nil }
    }

    /// The first test on which the two differ, with what each does; nil when they behave alike.
    func difference(from other: Behaviour) -> (test: String, this: String, other: String)? {
        for row in rows {
            if row.act == .compileError, let first = other.rows.first, first.act != .compileError {
                return (first.test, row.act.text, first.act.text)
            }
            if let first = other.rows.first, first.act == .compileError, row.act != .compileError {
                return (row.test, row.act.text, first.act.text)
            }
            guard let match = other.rows.first(where: { $0.test == row.test }) else { continue }
            if !row.act.isLike(match.act) { return (row.test, row.act.text, match.act.text) }
        }
        return nil
    }
}

extension Relation {
    /// How many kinds of other behaviour are told apart.
    private static let shownDifferences = 2

    /// Compares a candidate with earlier ones, in their order; nil when there is nothing to compare.
    init?(
        _ program: String, _ trace: CandidateTrace?, language: Language,
        earlier: [(n: Int, program: String, trace: CandidateTrace?)]
    ) {
        let essence = ProgramText.essence(program, language: language)
        sameProgramAs = earlier.first { ProgramText.essence($0.program, language: language) == essence }?.n
        behavesLike = []
        differences = []
        var kinds: [Behaviour] = []
        if let own = Behaviour(trace) {
            for other in earlier {
                guard let behaviour = Behaviour(other.trace) else { continue }
                guard let difference = own.difference(from: behaviour) else {
                    behavesLike.append(other.n)
                    continue
                }
                let isKnown = kinds.contains { $0.difference(from: behaviour) == nil }
                guard !isKnown, kinds.count < Self.shownDifferences else { continue }
                kinds.append(behaviour)
                differences.append(
                    Difference(explore: other.n, test: difference.test, this: difference.this, other: difference.other))
            }
        }
        if sameProgramAs == nil, behavesLike.isEmpty, differences.isEmpty { return nil }
    }

    /// For the orchestrator: a sentence for each fact.
    var sentences: [String] {
        var sentences: [String] = []
        if let sameProgramAs {
            sentences.append("Same program as explore \(sameProgramAs) up to white space and comments.")
        }
        if !behavesLike.isEmpty {
            let list = behavesLike.map { "\($0)" }.joined(separator: ", ")
            sentences.append("Behaves like explore \(list) on every public test.")
        }
        for difference in differences {
            sentences.append(
                "Differs from explore \(difference.explore) first on test \(difference.test): this "
                    + "\(difference.this); explore \(difference.explore) \(difference.other).")
        }
        return sentences
    }
}
