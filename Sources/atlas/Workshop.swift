import ArgumentParser
import FoundationEssentials
import Judging
import Problems
import Sandbox

/// The launchers, toolchains and judge that a command works with; ended when the command ends.
struct Workshop {
    let pool: SandboxPool
    let toolchains: Toolchains
    let builder: ProgramBuilder
    let judge: Judge

    private init(workers: Int, languages: LanguageTable) throws(SandboxError) {
        let environment = ProcessInfo.processInfo.environment
        pool = try SandboxPool(workers: workers)
        toolchains = Toolchains(path: environment["PATH"] ?? "/usr/bin:/bin")
        builder = ProgramBuilder(
            pool: pool, toolchains: toolchains, languages: languages, cache: CacheFolder.ofUser(environment))
        judge = try Judge(pool: pool, builder: builder)
    }

    /// Opens a workshop for the time of `work`, and closes it whatever happens.
    ///
    /// - Parameters:
    ///   - workers: How many programs may run at once.
    ///   - languages: The languages that programs may be in.
    ///   - isSandboxTried: Whether a machine that can run no program is an error at once, before anything is spent.
    ///   - work: What to do there.
    /// - Returns: What `work` returns.
    /// - Throws: `SandboxError`, and what `work` throws.
    static func open<Result>(
        workers: Int, languages: LanguageTable = .builtIn, isSandboxTried: Bool = true,
        _ work: (Workshop) async throws -> Result
    ) async throws -> Result {
        let workshop = try Workshop(workers: workers, languages: languages)
        do {
            if isSandboxTried { try await workshop.pool.ensureReady() }
            let result = try await work(workshop)
            await workshop.pool.shutDown()
            return result
        } catch {
            await workshop.pool.shutDown()
            throw error
        }
    }
}

/// How many programs may run at once.
struct JobsOption: ParsableArguments {
    @Option(
        name: .customLong("jobs"),
        help: ArgumentHelp("Tests that run at once (default: the cores that it may use).", valueName: "n"))
    var given: Int?

    /// The number of workers.
    var count: Int { given ?? SandboxPool.availableCores }

    func validate() throws {
        if let given, !(1...1024).contains(given) {
            throw ValidationError("--jobs: \(given); expected a number from 1 to 1024")
        }
    }
}

/// Where problems are found.
struct ProblemsOption: ParsableArguments {
    @Option(
        name: .customLong("problems"),
        help: ArgumentHelp("Folder of the bundled problems (default: the one beside this program).", valueName: "dir"))
    var folder: String?

    /// The library of bundled problems.
    func library() throws(ProblemError) -> ProblemLibrary {
        try ProblemLibrary.locate(explicit: folder, environment: ProcessInfo.processInfo.environment)
    }

    /// The problem that a name, folder or `DATA.jsonl#ID` stands for.
    func open(_ reference: String) throws(ProblemError) -> Problem {
        try ProblemLocator.open(reference, library: library())
    }
}

/// The languages there are.
struct LanguagesOption: ParsableArguments {
    @Option(
        name: .customLong("languages"),
        help: ArgumentHelp(
            "Languages to add or change (default: ~/.config/atlas/languages.yaml, if it is there).", valueName: "file"))
    var file: String?

    /// The built-in languages with the user's.
    func table() throws(JudgingError) -> LanguageTable {
        try LanguageTable.load(file: file, environment: ProcessInfo.processInfo.environment)
    }
}

/// The language of a source, when its name does not tell.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("Language of the source (default: by the file's name).", valueName: "id"))
    var id: String?
    @OptionGroup var languages: LanguagesOption

    /// Reads source files as submissions.
    ///
    /// - Parameters:
    ///   - files: Their paths.
    ///   - table: The languages.
    ///   - stdin: What the file `-` holds; nil where that is a file as any other.
    /// - Returns: A submission for each.
    /// - Throws: What reading one throws; `UsageError` for a file whose language is not known.
    func submissions(_ files: [String], in table: LanguageTable, stdin: Data? = nil) throws -> [Submission] {
        var submissions: [Submission] = []
        for file in files {
            let language = if let id { try table.named(id) } else { try Self.language(ofFile: file, in: table) }
            let data = if file == "-", let stdin { stdin } else { try SourceFile.bytes(file) }
            let source = try SourceFile.text(data, path: file, in: language, note: StandardStreams.complain)
            submissions.append(Submission(name: file, source: source, language: language))
        }
        return submissions
    }

    private static func language(ofFile file: String, in table: LanguageTable) throws -> Language {
        do {
            return try table.language(ofFile: file)
        } catch {
            let ids = table.rows.map(\.id).joined(separator: ", ")
            throw UsageError(
                "\(file): the name's ending belongs to no language; name it with --language, one of \(ids)")
        }
    }
}
