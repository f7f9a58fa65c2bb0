import Digests
import FoundationEssentials
import Judging
import Problems
import Spelling

extension CandidateJudge {
    /// What came of a generator and a validator.
    struct MadeProbes {
        var probes: [Probe] = []
        var inputs: [String: ByteSource] = [:]
        /// How many inputs were refused.
        var note: String?
        /// Why there is no probe, in a sentence that helps to mend the programs; nil when there is one.
        var refusal: String?
    }

    /// What a generator or validator may use: enough for a million numbers in Python.
    ///
    /// Everyone waits for them: the orchestrator's next turn comes after the probes.
    private static let limits = ProblemLimits(
        cpuMilliseconds: 2_000, memoryKiB: 1024 * 1024, outputBytes: Probe.largestBytes)
    /// How many public tests the validator is tried on.
    private static let triedTests = 4

    /// Runs a generator and a validator in the sandbox.
    ///
    /// A validator that refuses a public test's input is wrong, and no input of its generator is believed.
    ///
    /// - Throws: `JudgingError`, `ProblemError`, `OrchestrationError`; `CancellationError`.
    func probes(
        by programs: ProbePrograms, for problem: Problem, python: Language
    ) async throws -> MadeProbes {
        let key = try Self.key(programs, problem)
        let known = try store?.read(key, as: ProbeRecord.self)
        guard let judge = liveJudge else {
            guard let known else {
                throw OrchestrationError.judgementNotRecorded(
                    directory: store?.directory ?? "", submission: "the probes")
            }
            return known.made
        }
        if let known {
            // A run that goes on has the record, but not the inputs.
            var made = known.made
            for probe in made.probes {
                let run = try await Self.generate(programs, probe.kind, probe.seed, python, judge)
                if try run.verdict == nil && Self.digest(run.output) == probe.digest {
                    made.inputs[probe.name] = run.output
                }
            }
            return made
        }
        let made = try await make(programs, problem, python, judge)
        try store?.write(ProbeRecord(probes: made.probes, note: made.note, refusal: made.refusal), key)
        return made
    }

    private func make(
        _ programs: ProbePrograms, _ problem: Problem, _ python: Language, _ judge: Judge
    ) async throws -> MadeProbes {
        let validator = Submission(name: "validator", source: programs.validator, language: python)
        for test in problem.publicTests.prefix(Self.triedTests) {
            let input = try ByteSource(test.input)
            let run = try await judge.run(validator, on: input, limits: Self.limits)
            if let verdict = run.verdict {
                let reason = "the validator refuses the input of public test \(test.name): \(Self.reason(run, verdict))"
                return MadeProbes(refusal: reason)
            }
        }
        var made = MadeProbes()
        var refused: [String] = []
        var digests = Set<String>()
        making: for (kind, count) in Probe.seeds {
            for seed in 1...count {
                let name = "\(kind.rawValue)-\(seed)"
                let run = try await Self.generate(programs, kind, seed, python, judge)
                if let verdict = run.verdict {
                    refused.append("the generator fails on \(name): \(Self.reason(run, verdict))")
                    // Each further one would take as long.
                    if verdict == .timeLimitExceeded { break making }
                    continue
                }
                let digest = try Self.digest(run.output)
                // The same input again tells nothing more.
                guard run.output.count > 0, digests.insert(digest).inserted else { continue }
                let check = try await judge.run(validator, on: run.output, limits: Self.limits)
                if let verdict = check.verdict {
                    refused.append("the validator refuses \(name): \(Self.reason(check, verdict))")
                    if verdict == .timeLimitExceeded { break making }
                    continue
                }
                made.inputs[name] = run.output
                made.probes.append(
                    Probe(
                        name: name, kind: kind, seed: seed, bytes: run.output.count, digest: digest, input: run.shown))
            }
        }
        if made.probes.isEmpty { made.refusal = refused.first ?? "the generator prints nothing" }
        if let first = refused.first, !made.probes.isEmpty {
            made.note = "\(refused.count) of \((refused.count + made.probes.count).counted("input")) refused; \(first)"
        }
        return made
    }

    private static func generate(
        _ programs: ProbePrograms, _ kind: Probe.Kind, _ seed: Int, _ python: Language, _ judge: Judge
    ) async throws -> InputRun {
        let generator = Submission(name: "generator", source: programs.generator, language: python)
        return try await judge.run(
            generator, on: .data(Data()), arguments: [kind.rawValue, "\(seed)"], limits: limits)
    }

    private static func reason(_ run: InputRun, _ verdict: Verdict) -> String {
        QuotedText.line("\(verdict.rawValue), \(run.message ?? "it fails")", tokens: 80)
    }

    private static func digest(_ input: ByteSource) throws -> String {
        try OutputDigest.of(input, comparedBy: .exact)
    }

    private static func key(_ programs: ProbePrograms, _ problem: Problem) throws -> String {
        var digest = ContentDigest()
        digest.add("atlas.probes/1")
        digest.add([programs.generator, programs.validator])
        for test in problem.publicTests.prefix(triedTests) { digest.add(try test.input.load()) }
        return "probes-\(digest.hexadecimal)"
    }
}

/// The probes as they are recorded: without their bytes, which the generator prints again.
private struct ProbeRecord: Codable {
    var probes: [Probe]
    var note: String?
    var refusal: String?

    var made: CandidateJudge.MadeProbes { CandidateJudge.MadeProbes(probes: probes, note: note, refusal: refusal) }
}

// MARK: - Candidates on probes

extension CandidateJudge {
    /// The trace of one candidate on the public tests and, unless it is known to fail there, on the probes.
    ///
    /// - Throws: As `trace(_:on:)`; and what making the probes throws.
    func trace(
        _ submission: Submission, on problem: Problem, probes desk: ProbeDesk?
    ) async throws -> CandidateTrace {
        var trace = try await trace(submission, on: problem)
        try await addProbes(to: &trace, submission, on: problem, desk)
        return trace
    }

    /// Runs a candidate on the probes, unless what is known of it suffices.
    ///
    /// - Throws: As `trace`; also what ended the making of the probes.
    func addProbes(
        to trace: inout CandidateTrace, _ submission: Submission, on problem: Problem, _ desk: ProbeDesk?
    ) async throws {
        guard let desk, !trace.judgement.isFailing, trace.judgement.verdict != .compileError else { return }
        trace.probes = try await probe(submission, on: try await desk.set(), of: problem)
    }

    /// What a candidate does on the probes; nil when there are none.
    ///
    /// - Throws: `JudgingError`, `OrchestrationError`; `CancellationError` when the task is cancelled.
    func probe(_ submission: Submission, on set: ProbeSet, of problem: Problem) async throws -> ProbeTrace? {
        guard !set.probes.isEmpty else { return nil }
        let key = try Self.key(submission, set, problem)
        guard let judge = liveJudge else {
            guard let trace = try store?.read(key, as: ProbeTrace.self) else {
                throw OrchestrationError.judgementNotRecorded(
                    directory: store?.directory ?? "", submission: "\(submission.name) on the probes")
            }
            return trace
        }
        return try await probesInProgress.value(key) { [store] in
            if let known = try store?.read(key, as: ProbeTrace.self) { return known }
            let trace = try await Self.run(submission, set, problem, judge)
            try store?.write(trace, key)
            return trace
        }
    }

    private static func run(
        _ submission: Submission, _ set: ProbeSet, _ problem: Problem, _ judge: Judge
    ) async throws -> ProbeTrace {
        var runs: [ProbeRun] = []
        for probe in set.probes {
            // A time-out says it; each further one takes as long.
            let timeOuts = runs.count { $0.row.verdict == .timeLimitExceeded }
            if timeOuts >= (probe.kind == .largest ? 1 : 2) { break }
            guard let input = set.inputs[probe.name] else {
                runs.append(ProbeRun(probe, reason: "the generator does not print this input again"))
                continue
            }
            let run = try await judge.run(submission, entry: Entry(problem), on: input, limits: problem.limits)
            runs.append(
                ProbeRun(
                    row: ProbeRow(
                        probe: probe.name, verdict: run.verdict, cpuMilliseconds: run.cpuMilliseconds,
                        wallMilliseconds: run.wallMilliseconds, peakKiB: run.peakKiB, message: run.message,
                        line: run.line),
                    kind: probe.kind, input: probe.input,
                    digest: try OutputDigest.of(run.output, comparedBy: problem.comparison), output: run.shown))
        }
        return ProbeTrace(runs: runs, allowsSeveralAnswers: set.allowsSeveralAnswers)
    }

    private static func key(_ submission: Submission, _ set: ProbeSet, _ problem: Problem) throws -> String {
        var digest = ContentDigest()
        digest.add("atlas.probe-trace/1")
        digest.add([submission.language.id, submission.source])
        // An output's digest depends on the comparison.
        try digest.add(judging: problem, tests: [], language: submission.language.id)
        digest.add(set.probes.map(\.digest))
        digest.add("\(set.allowsSeveralAnswers)")
        return "probe-\(digest.hexadecimal)"
    }
}

extension ProbeRun {
    /// A run that could not be made.
    fileprivate init(_ probe: Probe, reason: String) {
        self.init(
            row: ProbeRow(
                probe: probe.name, verdict: .judgeError, cpuMilliseconds: 0, wallMilliseconds: 0, peakKiB: 0,
                message: reason),
            kind: probe.kind, input: probe.input, digest: "", output: .empty)
    }
}
