extension SandboxPool {
    /// Makes sure that programs can be run on this machine, before time or money is spent on making some.
    ///
    /// It starts a launcher, which stays, and goes through every step of a run up to the program, of which there is none.
    ///
    /// - Throws: `SandboxError`: what every run would throw.
    public func ensureReady() async throws(SandboxError) {
        do throws(SandboxError) {
            _ = try await run(SandboxRequest(arguments: ["/work/no-program"]))
        } catch .failed(phase: "exec", _, _, _, _) {
            return
        }
    }
}
