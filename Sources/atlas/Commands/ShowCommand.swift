import ArgumentParser
import Evaluation
import Files
import FoundationEssentials
import Orchestration
import Reporting

/// `atlas show`: a solution told as a story.
struct ShowCommand: AsyncParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show how a problem was solved: explores, evidence, thoughts, and why it stopped.",
        discussion: """
            TRAJECTORY is one of:
              - a file that "atlas solve --json" wrote, or - for stdin
              - the folder of "atlas eval --run", with --id for the problem

            Examples:
              atlas solve hot-soup --model local --json > soup.json
              atlas show soup.json
              atlas solve hot-soup --replay soup.record --json | atlas show - --programs
              atlas show runs/atlas --id hot-soup --sample 1
            """)

    /// The largest document that is read, in bytes.
    private static let largestBytes = 256 << 20

    @Argument(
        help: ArgumentHelp("JSON document of a solution, or the folder of a run.", valueName: "trajectory"),
        completion: .file())
    var trajectory: String
    @Option(help: ArgumentHelp("Problem of the run.", valueName: "id")) var id: String?
    @Option(help: ArgumentHelp("Sample of the run, from 0", valueName: "n")) var sample = 0
    @Flag(help: "Also print the program of every explore.") var programs = false

    func run() async throws {
        let told = Paths.isFolder(trajectory) ? try recorded() : try await document()
        try StandardStreams.print(
            SolveStory(told.trajectory, costUSD: told.costUSD, showsPrograms: programs).text)
    }

    /// A solution, and what a document says beside its trajectory.
    private struct Told: Decodable {
        var trajectory: Trajectory
        var costUSD: Double?

        private enum CodingKeys: String, CodingKey {
            case costUSD = "cost_usd"
        }

        init(_ trajectory: Trajectory, costUSD: Double?) {
            self.trajectory = trajectory
            self.costUSD = costUSD
        }

        init(from decoder: any Decoder) throws {
            trajectory = try Trajectory(from: decoder)
            costUSD = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Double.self, forKey: .costUSD)
        }
    }

    private func recorded() throws -> Told {
        let run = try RunStore.open(trajectory)
        let ids = try run.problems().map(\.id)
        guard let id else {
            throw UsageError("\(trajectory): a run; expected --id with a problem such as \(ids.first ?? "its own")")
        }
        guard ids.contains(id) else { throw UsageError("\(trajectory): holds no problem \"\(id)\"") }
        guard let told = try run.trajectory(problem: id, sample: sample) else {
            throw UsageError("\(trajectory): sample \(sample) of \(id) has no trajectory")
        }
        return Told(told, costUSD: try run.result(problem: id, sample: sample)?.costUSD)
    }

    private func document() async throws -> Told {
        if id != nil { throw UsageError("--id: \(trajectory) is no run's folder") }
        let isStandardInput = trajectory == "-"
        let name = isStandardInput ? "standard input" : trajectory
        let bytes =
            isStandardInput
            ? try await StandardStreams.readAll() : try InputFile.read(trajectory, atMost: Self.largestBytes)
        do {
            return try JSONDecoder().decode(Told.self, from: bytes)
        } catch {
            throw UsageError("\(name): no solution; expected one document of \"atlas solve --json\"")
        }
    }
}
