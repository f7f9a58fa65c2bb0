import FoundationEssentials
import Sandbox

/// One run of a language's compile commands, in the sandbox.
struct CompilerRun {
    let source: BuildSource
    let language: Language
    let compilation: Language.Compilation
    let compiler: Toolchain

    /// The product, nil when the compiler refuses the source, and what the compiler did.
    ///
    /// - Throws: `SandboxError`; `JudgeFailure` when the machine gave the compiler too little time.
    func perform(
        in pool: SandboxPool, header: PrecompiledHeaders.Use?
    ) async throws -> (product: Data?, trace: CompileTrace) {
        let template = CommandTemplate(
            texts: [
                "{compiler}": compiler.program, "{compiler_folder}": compiler.folder, "{source}": source.started,
                "{class}": source.className,
            ],
            lists: ["{flags}": compilation.flags, "{header}": header?.arguments ?? []])
        var shown = compiler.readOnlyPaths + (header.map { [$0.readOnlyPath] } ?? [])
        for path in PathPattern.paths(language.readOnlyPaths) where !shown.contains(path) { shown.append(path) }
        let request = SandboxRequest(
            arguments: template.words(all: compilation.commands),
            environment: ProgramBuilder.environment(compiler, language.environment),
            limits: ProgramBuilder.limits(compilation), policy: .compile, readOnlyPaths: shown,
            files: try source.files(), collect: [compilation.product])
        let outcome = try await pool.run(request)
        if outcome.end == .limit(.wall) {
            // The compiler was not given the CPU time it may use: the machine's fault.
            throw JudgeFailure(reason: "the compiler \(EndDescription.text(outcome.end)); is the machine overloaded?")
        }
        let product = outcome.end == .exited(0) ? try outcome.collected[compilation.product]?.read() : nil
        // Some compilers, Mono's for one, complain on stdout.
        let complaints = outcome.stderr.isEmpty ? outcome.stdout : outcome.stderr
        let bytes = outcome.stderr.isEmpty ? outcome.stdoutBytes : outcome.stderrBytes
        var diagnostics = Excerpt(complaints, totalBytes: bytes)
        if product == nil, complaints.isEmpty {
            diagnostics = Excerpt(Data("the compiler \(EndDescription.text(outcome.end))".utf8))
        } else if product == nil, source.started == CppDriver.fileName {
            let whole = String(decoding: complaints, as: UTF8.self)
            let told = CppDiagnostics.ofSubmission(whole)
            if told != whole { diagnostics = Excerpt(Data(told.utf8)) }
        }
        return (
            product,
            CompileTrace(
                succeeded: product != nil, cpuMilliseconds: outcome.cpuMilliseconds,
                wallMilliseconds: outcome.wallMilliseconds, peakKiB: outcome.peakKiB, diagnostics: diagnostics)
        )
    }
}
