import ArgumentParser
import FoundationEssentials
import Problems
import Reporting

/// `atlas report`: the figures of runs, in the format wanted.
struct Report: AsyncParsableCommand, Listing {
    /// A form of the report.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown, csv, json, html
    }

    static let configuration = CommandConfiguration(
        abstract: "Report on runs: scores with intervals, costs, stop reasons, and what happened to each problem.",
        discussion: """
            RUN is a folder that "atlas eval --run" wrote, or is still writing. Several runs are set side by side and \
            compared with the first. docs/figures.md defines each figure.

            Formats besides text and markdown:
              csv   a line for each sample
              json  the figures (schema atlas.report/1)
              html  a single file that needs no other, with every trajectory

            Examples:
              atlas report runs/single runs/atlas
              atlas report runs/atlas --html report.html
            """)

    @Argument(help: ArgumentHelp("Folders of the runs.", valueName: "run"), completion: .directory)
    var runs: [String]
    @Option(help: ArgumentHelp("Format of the report (default: text)", valueName: "format"))
    var format: Format?
    @Option(
        help: ArgumentHelp("Write the report as HTML to this file; short for --format html -o.", valueName: "file"),
        completion: .file())
    var html: String?
    @Flag(help: "Print one JSON document (schema atlas.report/1); short for --format json.") var json = false
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write the report to this file (default: stdout).", valueName: "file"), completion: .file())
    var output: String?
    @Option(
        help: ArgumentHelp(
            "Day on which the model's training data end, YYYY-MM-DD; adds scores before and after it.",
            valueName: "date"))
    var cutoff: String?

    func validate() throws {
        if html != nil, output != nil || (format != nil && format != .html) {
            throw ValidationError("--html excludes -o and other formats")
        }
        if json, html != nil || (format != nil && format != .json) {
            throw ValidationError("--json excludes --html and other formats")
        }
        if let cutoff, !ProblemSelection.isDay(cutoff) {
            throw ValidationError("--cutoff: \"\(cutoff)\"; expected a day such as 2024-09-30")
        }
    }

    func run() async throws {
        let path = html ?? output
        if let path { try OutputFile.check(path) }
        let folders = try RunFolders(runs)
        let report = EvaluationReport(folders.runs, cutoff: cutoff)
        let bytes = Data(try text(report, folders).utf8)
        if let path { try OutputFile.write(bytes, to: path) } else { try StandardStreams.write(bytes) }
    }

    /// The format that the options ask for.
    private var form: Format { html != nil ? .html : json ? .json : format ?? .text }

    /// The report, its last line ended as the others are.
    private func text(_ report: EvaluationReport, _ folders: RunFolders) throws -> String {
        switch form {
        case .text: report.text + "\n"
        case .markdown: report.markdown + "\n"
        case .csv: report.csv
        case .json: JSONDocument.text(try report.json()) + "\n"
        case .html:
            try ReportPage(report) { run, problem, sample in
                try folders.stores[run].trajectory(problem: problem, sample: sample)
            }.html() + "\n"
        }
    }
}
