import FoundationEssentials
import Problems
import Sandbox

/// Turns submissions into programs: compiles in the sandbox, the same source once.
public actor ProgramBuilder {
    /// What a compiler may use.
    ///
    /// Ample for `bits/stdc++.h`, and an end to template bombs; `/work` holds the temporary files of the compiler too.
    public static let compileLimits = SandboxLimits(
        cpuMilliseconds: 30_000, wallMilliseconds: 90_000, memoryKiB: 2 * 1024 * 1024, outputBytes: 1 << 20,
        processes: 64, workFolderKiB: 512 * 1024)

    /// The largest program that is run, in bytes: half the work folder of a test, which it lies in.
    private static let largestProgramBytes = 32 * 1024 * 1024

    /// How many results are remembered: enough for the candidates of one problem.
    private static let remembered = 32

    private struct Key: Hashable {
        let source: String
        let language: String
        let entry: Entry
    }

    private let pool: SandboxPool
    private let toolchains: Toolchains
    private var results: [(key: Key, task: Task<BuildResult, any Error>)] = []

    /// Compiles with a pool's launchers.
    public init(pool: SandboxPool, toolchains: Toolchains) {
        self.pool = pool
        self.toolchains = toolchains
    }

    /// Makes a submission ready to run.
    ///
    /// - Throws: `ToolchainError`, `SandboxError`: the grader's failures; `JudgingError.languageUnfit`.
    public func build(_ submission: Submission, entry: Entry = .program) async throws -> BuildResult {
        let key = Key(source: submission.source, language: submission.language.id, entry: entry)
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
        if case .function = entry, language.id != "python" {
            throw JudgingError.languageUnfit(
                problem: submission.name, language: language.name, reason: "functional problems take Python only")
        }
        let toolchain = try await toolchains.toolchain(for: language)
        let source = try SandboxInput(Data(submission.source.utf8))
        let file = SandboxFile(name: language.sourceName, contents: source)
        guard let compiler = language.compiler else {
            return .ready(try interpreted(file, toolchain, entry), nil)
        }
        return try await compile(file, compiler, toolchain)
    }

    private func interpreted(_ file: SandboxFile, _ toolchain: Toolchain, _ entry: Entry) throws -> Program {
        var arguments = [toolchain.program]
        var files = [file]
        switch entry {
        case .program:
            arguments.append(file.name)
        case .lcbProgram:
            files.append(try PythonDrivers.file(.stdin))
            arguments.append(PythonDrivers.stdin.fileName)
        case .function(let name):
            files.append(try PythonDrivers.file(.functional))
            arguments += [PythonDrivers.functional.fileName, name]
        }
        // A fixed hash seed and locale: the same program and input give the same output on every run.
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/work", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1",
        ]
        return Program(
            arguments: arguments, environment: environment, readOnlyPaths: toolchain.readOnlyPaths, files: files)
    }

    private func compile(
        _ file: SandboxFile, _ compiler: Language.Compiler, _ toolchain: Toolchain
    ) async throws -> BuildResult {
        let request = SandboxRequest(
            arguments: [toolchain.program] + compiler.arguments.map { $0 == "{source}" ? file.name : $0 },
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/work", "TMPDIR": "/work", "LANG": "C.UTF-8"],
            limits: Self.compileLimits, policy: .compile, readOnlyPaths: toolchain.readOnlyPaths, files: [file],
            collect: ["program"])
        let outcome = try await pool.run(request)
        if outcome.end == .limit(.wall) {
            // The compiler was not given the CPU time it may use: the machine's fault.
            throw JudgeFailure(reason: "the compiler \(EndDescription.text(outcome.end)); is the machine overloaded?")
        }
        let binary = outcome.end == .exited(0) ? outcome.collected["program"] : nil
        var diagnostics = Excerpt(outcome.stderr, totalBytes: outcome.stderrBytes)
        if binary == nil, outcome.stderr.isEmpty {
            diagnostics = Excerpt(Data("the compiler \(EndDescription.text(outcome.end))".utf8))
        }
        let trace = CompileTrace(
            succeeded: binary != nil, cpuMilliseconds: outcome.cpuMilliseconds,
            wallMilliseconds: outcome.wallMilliseconds, peakKiB: outcome.peakKiB, diagnostics: diagnostics)
        guard let binary else { return .failed(trace) }
        guard binary.count <= Self.largestProgramBytes else {
            return .failed(
                trace.refused("the program has \(binary.count) bytes; at most \(Self.largestProgramBytes) are run"))
        }
        let program = Program(
            arguments: ["/work/program"],
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/work", "LANG": "C.UTF-8"], readOnlyPaths: [],
            files: [SandboxFile(name: "program", contents: binary, isExecutable: true)])
        return .ready(program, trace)
    }
}
