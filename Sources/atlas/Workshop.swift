import FoundationEssentials
import Judging
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
