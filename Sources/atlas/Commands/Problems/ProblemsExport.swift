import ArgumentParser
import FoundationEssentials
import Problems

/// `atlas problems export`.
struct ProblemsExport: ParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write problems as LiveCodeBench JSONL, for \"atlas eval\" and other harnesses.",
        discussion: """
            Problems that the format cannot express (a checker, a tolerance) are left out and named on stderr.

            Examples:
              atlas problems export -o bundled.jsonl
              atlas problems export hot-soup -o soup.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Problems, data files or folders (default: all bundled problems).", valueName: "problem"),
        completion: .problem)
    var names: [String] = []
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var problems: ProblemsOption
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("File to write (default: stdout).", valueName: "file"), completion: .file())
    var output: String?

    func run() throws {
        let set = try selection.open(names, problems)
        let writer = LCBWriter()
        var lines = Data()
        var differences: [(text: String, ids: [String])] = []
        for item in set.items {
            do throws(ProblemError) {
                let problem = try item.problem()
                lines += try writer.line(for: problem)
                for text in try writer.differences(of: problem) {
                    if let index = differences.firstIndex(where: { $0.text == text }) {
                        differences[index].ids.append(problem.id)
                    } else {
                        differences.append((text, [problem.id]))
                    }
                }
            } catch {
                guard case .notExportable = error else { throw error }
                StandardStreams.complain("\(error); left out")
            }
        }
        if let output { try OutputFile.write(lines, to: output) } else { try StandardStreams.write(lines) }
        for (text, ids) in differences {
            let more = ids.count - Self.namedProblems
            let names = ids.prefix(Self.namedProblems).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
            StandardStreams.complain("\(names): judged otherwise by LiveCodeBench's rule, where \(text)")
        }
        try set.complain()
    }

    /// How many problems are named of those that share a difference.
    private static let namedProblems = 5
}
