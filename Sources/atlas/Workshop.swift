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
    static func open<Result>(
        workers: Int, languages: LanguageTable = .builtIn, _ work: (Workshop) async throws -> Result
    ) async throws -> Result {
        let workshop = try Workshop(workers: workers, languages: languages)
        do {
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
        help: ArgumentHelp("Tests that run at once (default: the number of cores).", valueName: "n"))
    var given: Int?

    /// The number of workers.
    var count: Int { given ?? ProcessInfo.processInfo.activeProcessorCount }

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
    func submissions(_ files: [String], in table: LanguageTable) throws(JudgingError) -> [Submission] {
        var submissions: [Submission] = []
        for file in files {
            let language = if let id { try table.named(id) } else { try table.language(ofFile: file) }
            submissions.append(Submission(name: file, source: try SourceFile.read(file), language: language))
        }
        return submissions
    }
}
