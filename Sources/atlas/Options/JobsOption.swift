import ArgumentParser
import Sandbox

/// How many programs may run at once.
struct JobsOption: ParsableArguments {
    @Option(
        name: .customLong("jobs"),
        help: ArgumentHelp("Run N tests at once, 1 to 1024 (default: the number of available cores).", valueName: "n"))
    var given: Int?

    /// The number of workers.
    var count: Int { given ?? SandboxPool.availableCores }

    func validate() throws {
        if let given, !(1...1024).contains(given) {
            throw ValidationError("--jobs: \(given); expected a number from 1 to 1024")
        }
    }
}
