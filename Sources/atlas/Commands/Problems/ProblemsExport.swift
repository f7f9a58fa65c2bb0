import ArgumentParser
import FoundationEssentials
import Problems

/// `atlas problems export`.
struct ProblemsExport: ParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write problems as LiveCodeBench JSONL, for atlas eval and for other harnesses.",
        discussion: """
            Problems that the format cannot express (a checker, a tolerance) are left out and named on stderr.

            Examples:
              atlas problems export -o bundled.jsonl
              atlas problems export hot-soup -o soup.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Problems, data files, folders (default: all bundled ones).", valueName: "problem"))
    var names: [String] = []
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var problems: ProblemsOption
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file to write (default: stdout).", valueName: "file"))
    var output: String?

    func run() throws {
        let set = try selection.open(names, problems)
        var lines = Data()
        for item in set.items {
            do throws(ProblemError) {
                lines += try LCBWriter().line(for: try item.problem())
            } catch {
                guard case .notExportable = error else { throw error }
                StandardStreams.complain("\(error); left out")
            }
        }
        if let output { try OutputFile.write(lines, to: output) } else { try StandardStreams.write(lines) }
        try set.complain()
    }
}
