import FoundationEssentials
import Problems
import Sandbox
import Spelling

/// A problem's own checker or interactor, ready to run in a sandbox of its own.
///
/// Sources: ICPC problem package format, "Output Validator"; testlib's `TResult` and its exit codes.
struct CheckerProgram {
    /// What it may use: more than any problem needs.
    static let limits = SandboxLimits(
        cpuMilliseconds: 30_000, wallMilliseconds: 90_000, memoryKiB: 2 * 1024 * 1024, workFolderKiB: 512 * 1024)

    /// How long an interactor may take after the program's wall-clock limit, in ms of real time.
    private static let interactorGrace = 5_000

    /// How much of its message is shown, in characters.
    private static let messageLength = 200

    let description: JudgeProgram
    private let program: Program
    /// Whether the values of a functional problem are checked.
    private let checksValues: Bool
    /// Whether it is the program of ours that runs a test's asserts.
    private var runsAsserts = false

    /// Builds it.
    ///
    /// - Throws: `JudgeFailure` when it does not compile: the grader's failure; `SandboxError`, `ToolchainError`.
    init(_ description: JudgeProgram, builder: ProgramBuilder, checksValues: Bool = false) async throws {
        let language = try builder.languages.language(ofFile: description.path)
        var submission = Submission(
            name: description.path, source: try SourceFile.read(description.path, in: language), language: language)
        for path in description.companions {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let text = try SourceFile.read(path, in: language)
            submission.companions.append(Submission.Companion(name: name, text: text))
        }
        try await self.init(description, submission, builder, checksValues)
    }

    /// Builds a checker of ours.
    init(_ checker: LCBErrata.Checker, builder: ProgramBuilder, checksValues: Bool) async throws {
        let language = try builder.languages.named("python")
        let submission = Submission(name: checker.name, source: checker.source, language: language)
        let description = JudgeProgram(path: checker.name, convention: .python)
        try await self.init(description, submission, builder, checksValues)
    }

    /// Builds the program of ours that runs a test's asserts, which call a function.
    init(assertsCalling function: String, builder: ProgramBuilder) async throws {
        let submission = Submission(
            name: "asserts.py", source: PythonDrivers.asserts, language: try builder.languages.named("python"))
        let description = JudgeProgram(path: submission.name, convention: .icpc, arguments: [function])
        try await self.init(description, submission, builder, false)
        runsAsserts = true
    }

    private init(
        _ description: JudgeProgram, _ submission: Submission, _ builder: ProgramBuilder, _ checksValues: Bool
    ) async throws {
        self.description = description
        self.checksValues = checksValues
        let entry: Entry = description.convention == .python ? .checker : .program
        switch try await builder.build(submission, entry: entry) {
        case .ready(let program, _): self.program = program
        case .failed(let trace):
            let lines = trace.diagnostics.lines
            // The compiler knows it by another name.
            let line = (lines.first { $0.contains("error") } ?? lines.first ?? "")
                .replacing(submission.language.sourceName, with: description.path.split(separator: "/").last ?? "")
            throw JudgeFailure(reason: "\(description.path) does not compile: \(line)")
        }
    }

    /// What it is given beside its arguments.
    struct Material {
        let input: SandboxInput
        let expected: SandboxInput
        /// What the feedback folder holds from the pass before.
        var feedback: SandboxInput?
        /// Whether the feedback folder is wanted afterwards.
        var keepsFeedback = false
    }

    /// The request that checks an output.
    func check(_ output: SandboxInput, _ material: Material) -> SandboxRequest {
        let isTestlib = description.convention.isTestlib
        var request = request(
            stdin: isTestlib ? .empty : output, material,
            arguments: isTestlib
                ? ["test.in", "test.out", "test.ans"] : ["test.in", "test.ans", feedbackFolder(material)])
        if isTestlib || description.convention == .python {
            request.files.append(SandboxFile(name: "test.out", contents: output))
        }
        return request
    }

    /// The request that talks to a program, once their streams are connected.
    func interact(_ material: Material, limits: SandboxLimits) -> SandboxRequest {
        let isTestlib = description.convention.isTestlib
        var request = request(
            stdin: .empty, material,
            arguments: isTestlib
                ? ["test.in", "test.out", "test.ans"] : ["test.in", "test.ans", feedbackFolder(material)])
        request.limits.wallMilliseconds = limits.wallMilliseconds + Self.interactorGrace
        if isTestlib { request.collect.append("test.out") }
        return request
    }

    private func feedbackFolder(_ material: Material) -> String {
        material.keepsFeedback ? "/work/feedback/" : "/work/"
    }

    private func request(stdin: SandboxInput, _ material: Material, arguments: [String]) -> SandboxRequest {
        var request = program.request(stdin: stdin, limits: Self.limits, arguments: arguments + description.arguments)
        if description.convention == .python {
            request.arguments = program.arguments + [checksValues ? "values" : "texts"]
        }
        request.files += [
            SandboxFile(name: "test.in", contents: material.input),
            SandboxFile(name: "test.ans", contents: material.expected),
        ]
        let feedback = ["judgemessage.txt", "score.txt", "score_multiplier.txt", "nextpass.in"]
        request.collect = feedback
        guard material.keepsFeedback else { return request }
        // The whole folder goes from pass to pass; the program's own exit status must come through.
        let script = """
            mkdir -p feedback && { [ ! -s feedback.tar ] || tar -xf feedback.tar; } && rm -f feedback/nextpass.in || exit 1
            "$@"; status=$?
            for file in \(feedback.joined(separator: " ")); do
                if [ -f feedback/$file ]; then cp feedback/$file $file
                elif [ -e feedback/$file ] || [ -L feedback/$file ]; then echo "its $file is no file" >&2; exit 1; fi
            done
            tar -cf feedback.tar feedback; exit $status
            """
        request.arguments = ["/bin/sh", "-c", script, "sh"] + request.arguments
        request.files.append(SandboxFile(name: "feedback.tar", contents: material.feedback ?? .empty))
        request.collect.append("feedback.tar")
        return request
    }

    /// What its end says.
    ///
    /// - Parameters:
    ///   - outcome: How its run ended.
    ///   - worth: The test's points; nil where it has none, so that points are a share.
    /// - Returns: The decision.
    /// - Throws: `JudgeFailure` for an end that means its own failure.
    func decision(_ outcome: SandboxOutcome, worth: Double? = nil) throws -> OutputDecision {
        if runsAsserts, let decision = try assertsDecision(outcome) { return decision }
        return switch description.convention {
        case .icpc: try icpcDecision(outcome)
        case .testlib, .testlibPercent: try testlibDecision(outcome, worth: worth)
        case .python: try pythonDecision(outcome)
        }
    }

    /// What an end of the asserts says other than a validator's; nil for one that a validator may have.
    private func assertsDecision(_ outcome: SandboxOutcome) throws -> OutputDecision? {
        switch outcome.end {
        case .exited(42), .exited(43): return nil
        case .limit:
            let end = EndDescription.text(outcome.end)
            return OutputDecision(
                mismatch: Mismatch("what the function gave is too much for the asserts: their run \(end)"))
        default:
            let reason = Excerpt(outcome.stderr).tellingLine.map { $0.prefix(Self.messageLength) }
            throw JudgeFailure(reason: String(reason ?? "the test's asserts ended without a verdict"))
        }
    }

    private func icpcDecision(_ outcome: SandboxOutcome) throws -> OutputDecision {
        var decision = OutputDecision()
        decision.points = try number(outcome, "score.txt", 0...1e12)
        decision.share = try number(outcome, "score_multiplier.txt", 0...1)
        switch outcome.end {
        case .exited(42):
            decision.nextInput = outcome.collected["nextpass.in"]
            decision.feedback = outcome.collected["feedback.tar"]
        case .exited(43):
            if outcome.collected["feedback.tar"] != nil, outcome.collected["nextpass.in"] != nil {
                throw JudgeFailure(
                    reason: "\(description.path) rejects the output, but wrote a nextpass.in for one more pass")
            }
            let message = try outcome.collected["judgemessage.txt"].map { try Excerpt(.sandbox($0)).lines.first } ?? nil
            decision.mismatch = Mismatch(
                message.map { String($0.prefix(Self.messageLength)) } ?? "the output validator rejects it")
        default: throw failure(outcome, "not 42 or 43")
        }
        return decision
    }

    private func testlibDecision(_ outcome: SandboxOutcome, worth: Double?) throws -> OutputDecision {
        let message = Excerpt(outcome.stderr, totalBytes: outcome.stderrBytes).lines.first ?? ""
        let shown = message.isEmpty ? "the checker rejects it" : String(message.prefix(Self.messageLength))
        // `_pc(N)` ends with status N, as an accept or a crash may.
        if message.hasPrefix("partially correct (") {
            throw JudgeFailure(
                reason: "\(description.path) says \"\(shown)\", and testlib does not say how many points that is; "
                    + "expected quitp(POINTS, …)")
        }
        switch outcome.end {
        case .exited(0): return .accepted
        // Wrong answer, presentation error, "dirt" behind the answer, an end of file too early.
        case .exited(1), .exited(2), .exited(4), .exited(8): return OutputDecision(mismatch: Mismatch(shown))
        case .exited(7):
            let words = message.split(separator: " ").drop { $0 == "points" }
            guard let points = words.first.flatMap({ Double($0) }), points.isFinite, points >= 0 else {
                throw JudgeFailure(reason: "\(description.path) gives points, but not how many: \(shown)")
            }
            return partial(points, of: worth, words.dropFirst().joined(separator: " "))
        default: throw failure(outcome, "which is its own failure")
        }
    }

    /// Points that it gave: less than all of them are no accept.
    private func partial(_ points: Double, of worth: Double?, _ message: String) -> OutputDecision {
        let isPercent = description.convention == .testlibPercent
        let most = isPercent ? 100 : worth ?? 1
        // Where there is no most, only none at all tell that the answer is wrong.
        let isAll = most.isFinite ? points >= most - TestGroup.roundingError(of: most) : points > 0
        var decision = OutputDecision()
        if !isAll {
            let given = isPercent ? "\(points.short) % of the points" : "\(points.short) of \(most.short) points"
            let reason = message.isEmpty ? "" : ": \(message.prefix(Self.messageLength))"
            decision.mismatch = Mismatch("the checker gives \(given)\(reason)")
        }
        if isPercent || worth == nil { decision.share = min(points / most, 1) } else { decision.points = points }
        return decision
    }

    private func pythonDecision(_ outcome: SandboxOutcome) throws -> OutputDecision {
        guard outcome.end == .exited(0) else { throw failure(outcome, "which is its own failure") }
        struct Answer: Decodable {
            let share: Double
            let message: String?
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: outcome.stdout) else {
            throw JudgeFailure(reason: "\(description.path): check(…) did not return; it ended the program")
        }
        let isRight = answer.share >= 1
        let message = answer.message.map { String(PrintableText.text($0).prefix(Self.messageLength)) }
        let reason = answer.share > 0 ? "the checker gives a share of \(answer.share)" : "the checker rejects it"
        return OutputDecision(
            mismatch: isRight ? nil : Mismatch(message ?? reason),
            share: isRight || answer.share == 0 ? nil : answer.share)
    }

    private func number(_ outcome: SandboxOutcome, _ name: String, _ range: ClosedRange<Double>) throws -> Double? {
        guard let file = outcome.collected[name] else { return nil }
        let text = try Excerpt(.sandbox(file)).lines.first?.split(separator: " ").first ?? ""
        guard let value = Double(text), range.contains(value) else {
            throw JudgeFailure(
                reason: "\(description.path) wrote \"\(text.prefix(40))\" to \(name); expected a number from "
                    + "\(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    private func failure(_ outcome: SandboxOutcome, _ expected: String) -> JudgeFailure {
        let reason = Excerpt(outcome.stderr).tellingLine.map { ": \($0.prefix(Self.messageLength))" } ?? ""
        let kind = description.convention == .icpc ? "the output validator" : "the checker"
        var end = EndDescription.text(outcome.end)
        switch outcome.end {
        case .limit(.cpu): end += " of \(program.allowance.added(to: Self.limits).cpuMilliseconds / 1000) s"
        case .limit: break
        default: end += ", \(expected)"
        }
        return JudgeFailure(
            reason: "\(description.path): \(kind) \(end)\(reason)", isHang: Self.isHang(outcome),
            isOverMemory: outcome.end == .limit(.memory))
    }

    /// Whether an interactor that outlived the program hung while the program still waited for it.
    ///
    /// Once the program is gone it reads the end of its input: what sleeps on does so by itself, and what computed for
    /// longer than it had since then was at it before. Less than that is an interactor that cannot bear such an end.
    static func hasHungBeforeTheEnd(_ interactor: SandboxOutcome) -> Bool {
        guard case .limit(let limit) = interactor.end, limit == .cpu || limit == .wall else { return false }
        let grace = Double(interactorGrace)
        if interactor.cpuMilliseconds > grace * 1.2 { return true }
        return isHang(interactor) && interactor.cpuMilliseconds < grace / 5
    }

    /// Whether it used up its time by itself, rather than wait all the while for a processor of a busy machine.
    private static func isHang(_ outcome: SandboxOutcome) -> Bool {
        switch outcome.end {
        case .limit(.cpu): true
        case .limit(.wall):
            outcome.cpuMilliseconds > Double(Self.limits.cpuMilliseconds) / 3
                || outcome.waitedMilliseconds <= outcome.wallMilliseconds / 5
        default: false
        }
    }
}
