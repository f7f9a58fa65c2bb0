import Judging
import Models

/// An input without a known answer, on which candidates are compared with each other.
public struct Probe: Sendable, Codable, Equatable {
    /// What it is for.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Tiny and random: a brute force can answer it.
        case small
        /// Unusual, and within the constraints.
        case edge
        /// As large as the constraints allow: shows what is too slow.
        case largest
    }

    /// `small-1`, `edge-3`, `largest-2`: the kind and the seed.
    public var name: String
    /// What it is for.
    public var kind: Kind
    /// The generator's seed.
    public var seed: Int
    /// Its size, in bytes.
    public var bytes: Int
    /// The beginning of its SHA-256.
    public var digest: String
    /// The input, cut.
    public var input: Excerpt

    /// How many probes of each kind are made at the most, by their seeds from 1.
    ///
    /// Few: every candidate runs on each, and the differences that a tiny input can show are mostly shown by five.
    static let seeds: [(kind: Kind, count: Int)] = [(.small, 5), (.edge, 4), (.largest, 3)]
    /// The largest input, in bytes: a million numbers.
    static let largestBytes = 8 << 20
}

/// The probes of one problem.
public struct ProbeSet: Sendable {
    /// The probes, small ones first; empty when none could be made.
    public let probes: [Probe]
    /// Whether whoever wrote the generator reads the statement as accepting several outputs for one input.
    public let allowsSeveralAnswers: Bool
    /// Why there are none, or how many inputs were refused; nil when all went well.
    public let note: String?
    /// The calls that were answered.
    public let calls: [CallSummary]
    /// The call that was not answered, and for which there are none; nil where each was.
    public let failure: CallFailure?
    /// The inputs by the probes' names; none in a replay.
    let inputs: [String: ByteSource]

    /// A set, or with `note` the reason why it is empty.
    init(
        probes: [Probe] = [], allowsSeveralAnswers: Bool = false, note: String?, calls: [CallSummary],
        failure: CallFailure? = nil, inputs: [String: ByteSource] = [:]
    ) {
        self.probes = probes
        self.allowsSeveralAnswers = allowsSeveralAnswers
        self.note = note
        self.calls = calls
        self.failure = failure
        self.inputs = inputs
    }

    /// What a trajectory says of it.
    var summary: ProbeSummary {
        ProbeSummary(
            inputs: probes.map { ProbeSummary.Input(name: $0.name, bytes: $0.bytes, digest: $0.digest) },
            allowsSeveralAnswers: allowsSeveralAnswers ? true : nil, note: note)
    }
}

/// The probes as a trajectory tells of them.
public struct ProbeSummary: Sendable, Codable, Equatable {
    /// The inputs, small ones first; empty when none could be made.
    public var inputs: [Input]
    /// True when the statement was read as accepting several outputs for one input; nil otherwise.
    public var allowsSeveralAnswers: Bool?
    /// Why there are none, or how many inputs were refused; nil when all went well.
    public var note: String?

    /// One input.
    public struct Input: Sendable, Codable, Equatable {
        /// `small-1`, `edge-3`, `largest-2`: the kind and the generator's seed.
        public var name: String
        /// Its size, in bytes.
        public var bytes: Int
        /// The beginning of its SHA-256.
        public var digest: String
    }

    private enum CodingKeys: String, CodingKey {
        case inputs, note
        case allowsSeveralAnswers = "several_answers"
    }
}

/// Whether candidates are run on probe inputs.
public enum ProbeUse: String, Sendable, Codable, CaseIterable {
    /// Never: the method as its paper has it.
    case off
    /// Wherever a problem allows it.
    case on
    /// Where the solver takes tool calls: a model too weak for those writes generators that are mostly refused.
    case auto
}
