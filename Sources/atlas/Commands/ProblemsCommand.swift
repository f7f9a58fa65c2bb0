import ArgumentParser
import FoundationEssentials
import Judging
import Models
import Problems
import Reporting

/// `atlas problems`: what is bundled, and whether it is sound.
struct ProblemsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "problems", abstract: "List, show, check and export problems.",
        subcommands: [List.self, Show.self, Check.self, Export.self])

    /// `atlas problems list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the bundled problems.",
            discussion: """
                Examples:
                  atlas problems list
                  atlas problems list --json
                """)

        @OptionGroup var problems: ProblemsOption
        @Flag(help: "Print one JSON document (schema atlas.problems/1).") var json = false

        func run() throws {
            let library = try problems.library()
            let all = try library.names().map { name throws(ProblemError) in try library.open(name) }
            try StandardStreams.print(
                json ? JSONDocument.text(ProblemReport.json(all)) : ProblemReport.table(all).joined(separator: "\n"))
        }
    }

    /// `atlas problems show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a problem's statement, limits and tests.",
            discussion: """
                Private tests are counted, never shown.

                Examples:
                  atlas problems show hot-soup
                  atlas problems show bundled.jsonl#hot-soup
                """)

        @Argument(help: ArgumentHelp("The problem.", valueName: "problem")) var problem: String
        @OptionGroup var problems: ProblemsOption

        func run() throws { try StandardStreams.print(ProblemReport.text(try problems.open(problem))) }
    }

    /// `atlas problems check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge each labelled submission of problems, and fail when a label does not come true.",
            discussion: """
                Exit status: 0 when every label came true, 1 when one did not, 3 when the grader failed.

                Examples:
                  atlas problems check
                  atlas problems check hot-soup bridge-toll
                """)

        @Argument(help: ArgumentHelp("Problems (default: all bundled ones).", valueName: "problem"))
        var names: [String] = []
        @OptionGroup var jobs: JobsOption
        @OptionGroup var problems: ProblemsOption
        @OptionGroup var languages: LanguagesOption

        func run() async throws {
            let names = names.isEmpty ? try problems.library().names() : names
            let languages = try languages.table()
            var status: ExitStatus?
            try await Workshop.open(workers: jobs.count, languages: languages) { workshop in
                for name in names {
                    let problem = try problems.open(name)
                    for labelled in problem.submissions {
                        let row = try await LabelCheck(labelled, of: problem, with: workshop.judge, languages: languages)
                        try StandardStreams.print(row.line)
                        if !row.cameTrue {
                            status = row.isGraderFailure || status == .infrastructure ? .infrastructure : .notAccepted
                        }
                    }
                    if problem.submissions.isEmpty { try StandardStreams.print("\(name): no labelled submissions") }
                }
            }
            if let status { throw status }
        }
    }

    /// `atlas problems export`.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write problems as LiveCodeBench JSONL, for atlas eval and for other harnesses.",
            discussion: """
                Problems that the format cannot express (an output validator, a tolerance) are left out and named on stderr.

                Examples:
                  atlas problems export -o bundled.jsonl
                  atlas problems export hot-soup -o soup.jsonl
                """)

        @Argument(help: ArgumentHelp("Problems (default: all bundled ones).", valueName: "problem"))
        var names: [String] = []
        @OptionGroup var problems: ProblemsOption
        @Option(
            name: [.customShort("o"), .customLong("output")],
            help: ArgumentHelp("The file to write (default: stdout).", valueName: "file"))
        var output: String?

        func run() throws {
            let names = names.isEmpty ? try problems.library().names() : names
            var lines = Data()
            for name in names {
                let problem = try problems.open(name)
                do {
                    lines += try LCBWriter().line(for: problem)
                } catch {
                    guard case .notExportable = error else { throw error }
                    StandardStreams.complain("\(error); left out")
                }
            }
            if let output { try OutputFile.write(lines, to: output) } else { try StandardStreams.write(lines) }
        }
    }
}
