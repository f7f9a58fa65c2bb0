import FoundationEssentials
import Problems
import Sandbox

/// Runs a problem's output validator in a sandbox of its own, after the candidate's is gone.
///
/// Source: ICPC problem package format, "Output validators": exit status 42 accepts, 43 rejects, anything else is
/// the validator's failure.
struct ValidatorRun {
    /// What a validator may use: more than any problem needs.
    private static let limits = SandboxLimits(
        cpuMilliseconds: 30_000, wallMilliseconds: 90_000, memoryKiB: 2 * 1024 * 1024)

    let validator: JudgeProgram
    let builder: ProgramBuilder
    let pool: SandboxPool

    /// Nil when the output is accepted.
    ///
    /// - Throws: `JudgeFailure` when the validator fails, which is the grader's failure; `SandboxError`.
    func mismatch(input: SandboxInput, expected: Data, output: Data) async throws -> Mismatch? {
        let source = try SourceFile.read(validator.path)
        let language = try builder.languages.language(ofFile: validator.path)
        let submission = Submission(name: validator.path, source: source, language: language)
        guard case .ready(let program, _) = try await builder.build(submission) else {
            throw JudgeFailure(reason: "the output validator \(validator.path) does not compile")
        }
        var request = program.request(
            stdin: try SandboxInput(output), limits: Self.limits,
            arguments: ["test.in", "test.ans", "/work/"] + validator.arguments)
        request.files += [
            SandboxFile(name: "test.in", contents: input),
            SandboxFile(name: "test.ans", contents: try SandboxInput(expected)),
        ]
        request.collect = ["judgemessage.txt"]
        let outcome = try await pool.run(request)
        let message = try outcome.collected["judgemessage.txt"]?.read() ?? Data()
        switch outcome.end {
        case .exited(42): return nil
        case .exited(43):
            return Mismatch(
                Excerpt(message).lines.first.map { String($0.prefix(200)) } ?? "the output validator rejects it")
        default:
            let reason = Excerpt(outcome.stderr).lines.last.map { ": \($0)" } ?? ""
            throw JudgeFailure(
                reason: "the output validator \(EndDescription.text(outcome.end)), not 42 or 43\(reason)")
        }
    }
}
