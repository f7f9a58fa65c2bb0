import ArgumentParser
import Problems

/// Which problems of a data set a command works on.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: [.customLong("id"), .customLong("ids")],
        help: ArgumentHelp("Only problems with these ids, separated by commas; may be repeated.", valueName: "id"))
    var ids: [String] = []
    @Option(help: ArgumentHelp("Only problems of contests on or after this day, such as 2024-05-31.", valueName: "day"))
    var from: String?
    @Option(help: ArgumentHelp("Only problems of contests on or before this day.", valueName: "day"))
    var to: String?
    @Option(
        name: .customLong("platform"),
        help: ArgumentHelp("Only problems of this platform; may be repeated.", valueName: "name"))
    var platforms: [String] = []
    @Option(
        name: .customLong("difficulty"),
        help: ArgumentHelp(
            "Only problems of this difficulty: easy, medium or hard; may be repeated.", valueName: "difficulty"))
    var difficulties: [String] = []
    @Option(help: ArgumentHelp("Only the first N of the chosen problems, after --shuffle.", valueName: "n"))
    var limit: Int?
    @Option(
        name: .customLong("shuffle"),
        help: ArgumentHelp("Shuffle the problems; the same seed gives the same order.", valueName: "seed"))
    var shuffleSeed: UInt64?

    /// What the options say.
    var selection: ProblemSelection {
        ProblemSelection(
            ids: ids.flatMap { $0.split(separator: ",").map(String.init) }, from: from, to: to, platforms: platforms,
            difficulties: difficulties, limit: limit,
            shuffleSeed: shuffleSeed)
    }

    /// Whether none was given.
    var isEmpty: Bool { selection == ProblemSelection() }

    /// The problems that references stand for, as far as they are meant.
    func open(_ references: [String], _ problems: ProblemsOption) throws(ProblemError) -> ProblemSet {
        try ProblemSet(references, selection: selection, library: problems.library())
    }

    func validate() throws {
        for (option, day) in [("--from", from), ("--to", to)] {
            if let day, !ProblemSelection.isDay(day) {
                throw ValidationError("\(option): \"\(day)\"; expected a day such as 2024-05-31")
            }
        }
        if let from, let to, from > to {
            throw ValidationError(
                "--from: \(from) is later than --to \(to), so that no day is meant; expected an earlier one")
        }
        for difficulty in difficulties where !Problem.difficulties.contains(difficulty) {
            throw ValidationError("--difficulty: \"\(difficulty)\"; expected easy, medium or hard")
        }
        if let limit, limit < 1 {
            throw ValidationError("--limit: \(limit); expected 1 or more")
        }
    }
}

extension ProblemSet {
    /// Names on stderr what could not be read; exit status 2 when there is any.
    func complain() throws {
        for fault in faults { StandardStreams.complain("\(fault)") }
        if !faults.isEmpty { throw ExitStatus.badInput }
    }
}
