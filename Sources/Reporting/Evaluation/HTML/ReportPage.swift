import Digests
import Evaluation
import FoundationEssentials
import Mustache
import Orchestration
import Spelling

/// The report as one HTML file that needs nothing else: styles, script, plots and data are in it.
///
/// Text of models, problems and programs is data: it stands escaped, or as JSON that the script shows as text. The page's
/// own policy lets run only the script that it was made with, whatever gets into the rest.
public struct ReportPage {
    private let report: EvaluationReport
    private let trajectory: (_ run: Int, _ problem: String, _ sample: Int) throws -> Trajectory?

    /// Prepares a page.
    ///
    /// - Parameters:
    ///   - report: What it shows.
    ///   - trajectory: What happened while a sample of a run was solved; nil where that is not known.
    public init(
        _ report: EvaluationReport,
        trajectory: @escaping (_ run: Int, _ problem: String, _ sample: Int) throws -> Trajectory?
    ) {
        self.report = report
        self.trajectory = trajectory
    }

    /// The file.
    ///
    /// - Throws: What reading a trajectory throws.
    public func html() throws -> String {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.contentType)
        let template = try MustacheTemplate(string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
        let style = String(decoding: PackageResources.report_css, as: UTF8.self)
        let script = String(decoding: PackageResources.report_js, as: UTF8.self)
        let sections = report.sections
        // A text with braces is not looked at again: the template is read before any value comes in.
        return template.render(
            Page(
                title: title, subtitle: subtitle, styleHash: Self.hash(style), scriptHash: Self.hash(script),
                style: style, script: script, data: HTMLText.scriptSafe(json: try data()),
                runs: report.runs.enumerated().map { Page.Legend(style: EvaluationReport.style($0), label: $1.label) },
                hasLegend: report.runs.count > 1,
                plots: report.plots, lead: sections.prefix(1).map(Page.Section.init),
                sections: sections.dropFirst().map(Page.Section.init)))
    }

    private var title: String {
        let names = Set(
            report.runs.compactMap {
                $0.run.fingerprint.settings.datasetName.split(separator: "/").last.map(String.init)
            }
        ).sorted()
        return names.joined(separator: ", ").isEmpty ? "Evaluation" : names.joined(separator: ", ")
    }

    private var subtitle: String {
        let problems = Set(report.runs.flatMap { $0.run.problems.map(\.id) }).count
        let dates = report.runs.flatMap { $0.run.problems.compactMap(\.contestDate) }.sorted()
        var parts = [problems.counted("problem")]
        if let first = dates.first, let last = dates.last {
            parts.append(first == last ? first : "\(first) to \(last)")
        }
        parts.append(report.runs.map(\.label).joined(separator: ", "))
        parts.append("atlas " + Set(report.runs.flatMap { $0.run.fingerprint.atlas }).sorted().joined(separator: ", "))
        return parts.joined(separator: " · ")
    }

    /// The source of a policy's hash: of the element's text, to the byte.
    private static func hash(_ text: String) -> String {
        let hexadecimal = Array(Digest.sha256(Array(text.utf8)).utf8)
        let bytes = stride(from: 0, to: hexadecimal.count, by: 2).compactMap { index in
            UInt8(String(decoding: hexadecimal[index..<index + 2], as: UTF8.self), radix: 16)
        }
        return "sha256-\(Data(bytes).base64EncodedString())"
    }

    private struct Contents: Encodable {
        let runs: [String]
        let problems: [ProblemRow]
    }

    /// What the script shows.
    private func data() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var problems: [EvalProblem] = []
        var known: Set<String> = []
        for problem in report.runs.flatMap(\.run.problems) where known.insert(problem.id).inserted {
            problems.append(problem)
        }
        let results = report.runs.map { Dictionary(grouping: $0.run.results, by: \.problem) }
        let rows = try problems.map { problem in
            let samples = results.map { ($0[problem.id] ?? []).sorted { $0.sample < $1.sample } }
            let details = ProblemDetails(
                samples: try samples.enumerated().flatMap { run, results in
                    try results.map { result in
                        ProblemDetails.Sample(run: run, result, try trajectory(run, problem.id, result.sample))
                    }
                })
            return ProblemRow(
                id: problem.id, title: problem.title, difficulty: problem.difficulty, platform: problem.platform,
                date: problem.contestDate, excluded: problem.excluded, cells: samples.map(ProblemRow.Cell.init),
                details: PackedText.pack(try encoder.encode(details)))
        }
        return String(
            decoding: try encoder.encode(Contents(runs: report.runs.map(\.label), problems: rows)), as: UTF8.self)
    }
}

/// What the template shows.
private struct Page {
    struct Legend {
        let style: String
        let label: String
    }

    struct Cell {
        let text: String
        let isWord: Bool
    }

    struct Row {
        let cells: [Cell]
    }

    struct Section {
        let title: String
        let headings: [Cell]
        let rows: [Row]
        let note: String
        let hasNote: Bool
        /// A long table is shut at first.
        let isLong: Bool

        init(_ section: ReportSection) {
            func cells(_ texts: [String]) -> [Cell] {
                texts.enumerated().map { Cell(text: $1, isWord: section.wordColumns.contains($0)) }
            }
            title = section.title
            headings = cells(section.headings)
            rows = section.rows.map { Row(cells: cells($0)) }
            note = section.note ?? ""
            hasNote = section.note != nil
            isLong = section.rows.count > 12
        }
    }

    let title: String
    let subtitle: String
    let styleHash: String
    let scriptHash: String
    let style: String
    let script: String
    let data: String
    let runs: [Legend]
    let hasLegend: Bool
    let plots: [ReportPlot]
    let lead: [Section]
    let sections: [Section]
}
