import ArgumentParser
import FoundationEssentials
import Orchestration
import Reporting

/// `atlas show`: a solution told as a story.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell how a problem was solved: explores, evidence, thoughts, and why it stopped.",
        discussion: """
            TRAJECTORY is a file that "atlas solve --json" wrote, or - for standard input.

            Examples:
              atlas solve hot-soup --model local --json > soup.json
              atlas show soup.json
              atlas solve hot-soup --replay soup.record --json | atlas show - --programs
            """)

    /// The largest document that is read, in bytes.
    private static let largestBytes = 256 << 20

    @Argument(help: ArgumentHelp("The solution's JSON document.", valueName: "trajectory")) var trajectory: String
    @Flag(help: "Print every explore's program too.") var programs = false

    func run() async throws {
        let name = trajectory == "-" ? "standard input" : trajectory
        let bytes =
            trajectory == "-"
            ? try await StandardStreams.readAll() : try InputFile.read(trajectory, atMost: Self.largestBytes)
        let told: Trajectory
        do {
            told = try JSONDecoder().decode(Trajectory.self, from: bytes)
        } catch {
            throw UsageError("\(name): no solution; expected one document of \"atlas solve --json\"")
        }
        try StandardStreams.print(SolveStory(told, showsPrograms: programs).text)
    }
}
