import Digests
import FoundationEssentials
import Problems
import Sandbox

/// Turns submissions into programs: compiles in the sandbox, the same source once.
public actor ProgramBuilder {
    /// The largest program that is run, in bytes: half the work folder of a test, which it lies in.
    private static let largestProgramBytes = 32 * 1024 * 1024

    /// How many results are remembered: enough for the candidates of one problem.
    private static let remembered = 32

    private struct Key: Equatable {
        let source: String
        let companions: [Submission.Companion]
        let language: Language
        let entry: Entry
    }

    /// The languages that validators and other programs of a problem may be written in.
    public nonisolated let languages: LanguageTable
    private let pool: SandboxPool
    private let toolchains: Toolchains
    private let cache: ProgramCache?
    private let headers: PrecompiledHeaders?
    private var results: [(key: Key, task: Task<BuildResult, any Error>)] = []

    /// Compiles with a pool's launchers.
    ///
    /// - Parameters:
    ///   - pool: Where compilers run.
    ///   - toolchains: Where compilers and interpreters are found.
    ///   - languages: For programs whose language only their file's name tells.
    ///   - cache: Where compiled programs and headers are kept; nil to compile each time.
    public init(
        pool: SandboxPool, toolchains: Toolchains, languages: LanguageTable = .builtIn, cache: CacheFolder? = nil
    ) {
        self.pool = pool
        self.toolchains = toolchains
        self.languages = languages
        self.cache = cache.map { ProgramCache(folder: $0) }
        self.headers = cache.map { PrecompiledHeaders(folder: $0, pool: pool) }
    }

    /// What a compiler may use.
    ///
    /// Ample for `bits/stdc++.h`, and an end to template bombs; `/work` holds the temporary files of the compiler too.
    static func limits(_ compilation: Language.Compilation) -> SandboxLimits {
        SandboxLimits(
            cpuMilliseconds: compilation.cpuMilliseconds, wallMilliseconds: compilation.cpuMilliseconds * 3,
            memoryKiB: compilation.memoryKiB, outputBytes: 1 << 20, processes: compilation.processes,
            workFolderKiB: 512 * 1024)
    }

    /// The environment of a compiler or a program; a toolchain's own programs are found first.
    static func environment(_ toolchain: Toolchain?, _ more: [String: String]) -> [String: String] {
        let path = (toolchain.map { "\($0.folder):" } ?? "") + "/usr/bin:/bin"
        let common = ["PATH": path, "HOME": "/work", "TMPDIR": "/work", "LANG": "C.UTF-8"]
        return common.merging(more) { _, new in new }
    }

    /// Makes a submission ready to run.
    ///
    /// - Throws: `ToolchainError`, `SandboxError`: the grader's failures; `JudgingError.languageUnfit`.
    public func build(_ submission: Submission, entry: Entry = .program) async throws -> BuildResult {
        let key = Key(
            source: submission.source, companions: submission.companions, language: submission.language, entry: entry)
        if let known = results.first(where: { $0.key == key }) {
            if let result = try? await known.task.value { return result }
            results.removeAll { $0.key == key }
        }
        let task = Task { try await self.make(submission, entry) }
        results.append((key, task))
        if results.count > Self.remembered { results.removeFirst() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private func make(_ submission: Submission, _ entry: Entry) async throws -> BuildResult {
        let language = submission.language
        let sources = try EntryDriver(language, entry, problem: submission.name).sources(submission)
        var source = sources[0]
        let compiler = try await toolchains.compiler(of: language)
        let interpreter = try await toolchains.interpreter(of: language)
        guard let compilation = language.compilation, let compiler else {
            var program = try program(language, source, interpreter, compiler: nil, files: try source.files())
            program.session = try SessionCommand.command(language, entry)
            return .ready(program, nil)
        }
        var (product, trace) = try await compile(source, language, compilation, compiler)
        for other in sources.dropFirst() where product == nil {
            let (second, told) = try await compile(other, language, compilation, compiler)
            if second != nil { (source, product, trace) = (other, second, told) }
        }
        guard let product else { return .failed(trace) }
        let file = SandboxFile(name: compilation.product, contents: try SandboxInput(product), isExecutable: true)
        let shown = compilation.showsCompiler ? compiler : nil
        return .ready(try program(language, source, interpreter, compiler: shown, files: [file]), trace)
    }

    private func program(
        _ language: Language, _ source: BuildSource, _ interpreter: Toolchain?, compiler: Toolchain?,
        files: [SandboxFile]
    ) throws -> Program {
        let template = CommandTemplate(texts: [
            "{interpreter}": interpreter?.program ?? "", "{source}": source.started, "{class}": source.className,
        ])
        var shown = interpreter?.readOnlyPaths ?? []
        for path in (compiler?.readOnlyPaths ?? []) + PathPattern.paths(language.readOnlyPaths)
        where !shown.contains(path) { shown.append(path) }
        return Program(
            arguments: template.words(language.run) + source.arguments,
            environment: Self.environment(interpreter, language.environment), readOnlyPaths: shown, files: files,
            allowance: language.allowance)
    }

    /// The product, nil when the compiler refuses the source, and what the compiler did.
    private func compile(
        _ source: BuildSource, _ language: Language, _ compilation: Language.Compilation, _ compiler: Toolchain
    ) async throws -> (Data?, CompileTrace) {
        let key = cacheKey(source, language, compilation, compiler)
        if let cache, var known = cache.program(key) {
            known.trace.cached = true
            return (known.product, known.trace)
        }
        let header: PrecompiledHeaders.Use? =
            if let name = compilation.precompiledHeader, let headers {
                await headers.use(name, for: source.text, compilation, compiler)
            } else {
                nil
            }
        let run = CompilerRun(source: source, language: language, compilation: compilation, compiler: compiler)
        var (product, trace) = try await run.perform(in: pool, header: header)
        if product == nil, header != nil {
            // Whatever a precompiled header may do to a compiler, it is not the submission's fault.
            (product, trace) = try await run.perform(in: pool, header: nil)
        }
        if let size = product?.count, size > Self.largestProgramBytes {
            return (nil, trace.refused("the program has \(size) bytes; at most \(Self.largestProgramBytes) are run"))
        }
        if let product { cache?.keep(product, trace, key) }
        return (product, trace)
    }

    private func cacheKey(
        _ source: BuildSource, _ language: Language, _ compilation: Language.Compilation, _ compiler: Toolchain
    ) -> String {
        var key = ContentDigest()
        key.add("atlas.program/1")
        key.add(ToolIdentity.fields(compiler))
        key.add(compilation.flags)
        for command in compilation.commands { key.add(command) }
        key.add([compilation.product, source.className])
        for (name, value) in language.environment.sorted(by: { $0.key < $1.key }) { key.add([name, value]) }
        for file in source.texts { key.add([file.name, file.text]) }
        return key.hexadecimal
    }
}
