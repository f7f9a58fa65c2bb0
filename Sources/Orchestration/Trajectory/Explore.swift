import Judging
import Models

/// One explore: a fresh solver's answer and what became of its program.
public struct Explore: Sendable, Codable, Equatable {
    /// Its number, from 1.
    public var n: Int
    /// The solver as the user named it.
    public var model: String
    /// The arguments of the action that asked for it, by name (`solver`, `effort`, `strategy`); nil for none.
    public var arguments: [String: String]?
    /// The orchestrator's turn after which it was made; nil before the first, and for methods without one.
    public var turn: Int?
    /// The explore whose program it rewrites; nil for one that starts from the problem.
    public var revises: Int?
    /// The solver's approach, bounded.
    public var approach: String?
    /// Its reasoning, bounded.
    public var reasoning: String?
    /// How sure it says it is, 0 to 1.
    public var confidence: Double?
    /// The complexity it claims.
    public var claimedComplexity: String?
    /// Its program; nil where the answer holds none.
    public var program: String?
    /// What the program did on the public tests; nil where there is no program.
    public var judgement: Judgement?
    /// How it relates to earlier explores; nil where there is nothing to compare.
    public var relation: Relation?
    /// Why the solver could not be reached; such an explore carries no evidence.
    public var failure: String?
    /// True where a cap kept the solver from being asked, which `failure` names; nil elsewhere.
    public var notMade: Bool?
    /// Why the solver's answer ended; nil where it could not be reached.
    public var finish: ChatResponse.FinishReason?
    /// Tokens.
    public var usage: TokenUsage
    /// Seconds of the call.
    public var seconds: Double
    /// What the orchestrator was shown of it at first.
    public var evidence: String

    /// Whether it was asked for as a brute force: slow, and right if anything is, unless it fails a public test.
    var isBruteForce: Bool {
        guard judgement?.isFailing != true, let strategy = arguments?["strategy"]?.lowercased(),
            let named = strategy.firstRange(of: "brute")
        else {
            return false
        }
        // "Do not use brute force", "better than brute force", "brute force, then optimise" ask for something else.
        let before = strategy[..<named.lowerBound].suffix(28)
        let isDenied = ["not ", "n't ", "no ", "without", "avoid", "instead of", "than", "beyond", "rather"]
            .contains { before.contains($0) }
        return !isDenied && !strategy.contains("optimi")
    }

    private enum CodingKeys: String, CodingKey {
        case n, model, approach, reasoning, confidence, program, judgement, relation, failure, finish, usage, seconds
        case evidence, arguments, turn, revises
        case claimedComplexity = "claimed_complexity"
        case notMade = "not_made"
    }
}

/// What a program did on the public tests.
public struct Judgement: Sendable, Codable, Equatable {
    /// Over all public tests; nil where none could be run because the statement has no samples.
    public var verdict: Verdict?
    /// One row per test that was run.
    public var tests: [TestRow]
    /// Why it was not accepted, or not run, in one line.
    public var message: String?
    /// True where it fails only by answers that are not the expected ones, while the statement allows several and nothing
    /// checks them; nil elsewhere.
    public var mayBeRight: Bool?
    /// What it did on the probes; nil where it was not run on any.
    public var probes: [ProbeRow]?

    private enum CodingKeys: String, CodingKey {
        case verdict, tests, message, probes
        case mayBeRight = "may_be_right"
    }

    /// Whether every public test was accepted.
    public var passes: Bool { verdict == .accepted }
    /// How many tests were accepted.
    public var acceptedTests: Int { tests.count { $0.verdict == .accepted } }
}

/// One public test's result.
public struct TestRow: Sendable, Codable, Equatable {
    /// The test's name.
    public var name: String
    /// The verdict.
    public var verdict: Verdict
    /// CPU time, in ms.
    public var cpuMilliseconds: Double
    /// Real time, in ms.
    public var wallMilliseconds: Double
    /// Peak memory, in KiB.
    public var peakKiB: Int
    /// Why it was not accepted, in one line.
    public var message: String?
    /// What was read, expected and written; only of the first test that was not accepted.
    public var excerpts: TestExcerpts?

    private enum CodingKeys: String, CodingKey {
        case name, verdict, message, excerpts
        case cpuMilliseconds = "cpu_ms"
        case wallMilliseconds = "wall_ms"
        case peakKiB = "peak_kib"
    }
}

/// The texts of one public test, cut where they are long.
public struct TestExcerpts: Sendable, Codable, Equatable {
    /// The test's input.
    public var input: Excerpt
    /// The expected output.
    public var expected: Excerpt
    /// What the program wrote, or what its function returned; nil where an interactor or asserts took it.
    public var actual: Excerpt?
    /// What it wrote to stderr; nil for nothing.
    public var stderr: Excerpt?
}

/// How a candidate relates to the earlier ones, by what they do and not by what they look like.
public struct Relation: Sendable, Codable, Equatable {
    /// The earliest explore with the same program up to white space and comments.
    public var sameProgramAs: Int?
    /// Else the earliest one with the same program up to the names in it; nil for none.
    public var sameUpToNamesAs: Int?
    /// Earlier explores that behave alike on all public tests and all probes that both finished.
    public var behavesLike: [Int]
    /// On how many probes it was compared with each of those, at least; nil for none.
    public var comparedProbes: Int?
    /// On how many of them outputs differ where several may be right; nil for none.
    public var undecidedProbes: Int?
    /// The brute force that it differs from; nil for none.
    public var differsFromBruteForce: Int?
    /// Where it first differs from earlier explores: one row per kind of behaviour.
    public var differences: [Difference]

    /// The first public test or probe on which two candidates differ.
    public struct Difference: Sendable, Codable, Equatable {
        /// The other explore.
        public var explore: Int
        /// The test's name, or `probe` and the probe's name.
        public var test: String
        /// Its input, cut; nil where there is none.
        public var input: String?
        /// What this candidate did there: its output, or its verdict.
        public var this: String
        /// What the other did.
        public var other: String
    }

    private enum CodingKeys: String, CodingKey {
        case sameProgramAs = "same_program_as"
        case sameUpToNamesAs = "same_up_to_names_as"
        case behavesLike = "behaves_like"
        case comparedProbes = "compared_probes"
        case undecidedProbes = "undecided_probes"
        case differsFromBruteForce = "differs_from_brute_force"
        case differences
    }
}
