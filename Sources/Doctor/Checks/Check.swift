import Sandbox

/// One promise and the attack on it.
struct Check: Sendable {
    let promise: Promise
    private let attack: @Sendable (Bench) async throws -> Result

    /// What an attack showed.
    struct Result: Sendable {
        var state: Finding.State
        var mechanism: String
        var evidence: String
        var remedy: String?
    }

    init(_ promise: Promise, _ attack: @escaping @Sendable (Bench) async throws -> Result) {
        self.promise = promise
        self.attack = attack
    }

    /// Every check, in the order in which they are shown.
    static let all: [Check] = [
        .network, .files, .readOnly, .stdin, .processes, .inherited, .privileges, .systemCalls, .memory, .processCount,
        .cpu, .realTime, .output, .workFolder, .ends, .nothingLeft, .lostLauncher,
    ]

    /// Attacks.
    ///
    /// A failure of the sandbox under attack is a promise that is not kept.
    ///
    /// - Throws: What says nothing about the promise: `DoctorError`, `SandboxError.cancelled`.
    func finding(on bench: Bench) async throws -> Finding {
        do {
            let result = try await attack(bench)
            return Finding(
                promise: promise, state: result.state, mechanism: result.mechanism, evidence: result.evidence,
                remedy: result.remedy)
        } catch let error as SandboxError where error != .cancelled {
            return Finding(
                promise: promise, state: .broken, mechanism: "", evidence: "\(error)", remedy: nil)
        }
    }
}

extension Check.Result {
    /// The result of an attack that tries several things of which none may be reached.
    ///
    /// - Parameters:
    ///   - inside: What it said in the sandbox.
    ///   - outside: What the same attack said outside: it must reach something, or it proves nothing.
    ///   - mechanism: What holds.
    /// - Returns: Held only where nothing was reached inside and something outside.
    static func contained(
        _ inside: Bench.Run, outside: ProbeAnswer, mechanism: String
    ) -> Check.Result {
        let (answer, count) = (inside.answer, inside.answer.attempts)
        guard inside.outcome.end == .exited(0), count > 0 else {
            return Check.Result(
                state: .unproven, mechanism: mechanism, evidence: "the attack itself ended early: \(inside.outcome.end)"
            )
        }
        guard answer.reached.isEmpty else {
            return Check.Result(
                state: .broken, mechanism: mechanism, evidence: "reached: \(answer.reached.joined(separator: ", "))")
        }
        guard !outside.reached.isEmpty else {
            return Check.Result(
                state: .unproven, mechanism: mechanism,
                evidence: "none of \(count) attempts succeeded, but none did outside the sandbox either")
        }
        return Check.Result(
            state: .held, mechanism: mechanism,
            evidence: "none of \(count) attempts succeeded; outside: \(outside.reached.joined(separator: ", "))")
    }

    /// The same result, weaker where a mechanism is not there.
    func weaker(unless isThere: Bool, _ gap: String, remedy: String? = nil) -> Check.Result {
        guard !isThere, state == .held else { return self }
        return Check.Result(state: .weaker, mechanism: mechanism, evidence: "\(gap); \(evidence)", remedy: remedy)
    }
}
