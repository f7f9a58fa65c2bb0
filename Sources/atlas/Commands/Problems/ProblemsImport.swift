import ArgumentParser
import Files
import FoundationEssentials
import Problems
import Reporting
import Spelling

/// `atlas problems import`.
struct ProblemsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Convert a problem from another form into a folder that atlas reads.",
        discussion: """
            SOURCE is one of:
              - a folder or an archive (zip, tar, 7z) of an ICPC or Kattis package, of
                Codeforces' Polygon, or of DMOJ
              - a .jsonl file of HumanEval or MBPP, which becomes LiveCodeBench JSONL

            LiveCodeBench's own files need no import; the form lcb is a folder whose problem.jsonl has one record. The \
            output appears whole or not at all.

            Examples:
              atlas problems import aplusb.zip -o aplusb
              atlas problems import --form mbpp mbpp.jsonl -o mbpp-lcb.jsonl
            """)

    @Argument(help: ArgumentHelp("Folder, archive or .jsonl file to import.", valueName: "source"), completion: .file())
    var source: String
    @Option(
        name: .customLong("form"),
        help: ArgumentHelp("Form of the source (default: detected)", valueName: "form"))
    var kind: ProblemImport.Kind?
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Folder or file to create; required for a .jsonl source (default: the problem's id).", valueName: "path"),
        completion: .file())
    var output: String?
    @Option(
        help: ArgumentHelp(
            "Statement, for forms that hold none; it replaces that of an ICPC package.", valueName: "file"),
        completion: .file())
    var statement: String?
    @Flag(help: "Print one JSON document (schema atlas.problems-import/1) on stdout.") var json = false

    func run() throws {
        if source.hasSuffix(".jsonl") { return try importRecords() }
        if source.hasSuffix(".jsonl.gz") { throw UsageError("\(source): is packed; unpack it first with gunzip") }
        let scratch = try ScratchFolder(in: FileManager.default.temporaryDirectory.path)
        defer { scratch.remove() }
        let imported = try ProblemImport(
            source, kind: kind, statement: try statement.map(Self.text), scratch: scratch.path)
        let place = try output ?? Self.folderName(imported.problem.id)
        try imported.write(to: place)
        for fault in imported.submissionFaults { StandardStreams.complain("\(fault); its verdict is not checked") }
        let problem = imported.problem
        if json {
            return try printDocument([problem], to: place, from: imported.kind, faults: imported.submissionFaults.count)
        }
        try StandardStreams.print(
            "\(place): from \(imported.kind.name), \(problem.publicTests.count)+\(problem.privateTests.count) tests, "
                + "\(problem.submissions.count.counted("submission"))")
    }

    private func importRecords() throws {
        guard let output else { throw UsageError("--output: missing; expected the file to write, such as data.jsonl") }
        guard !OutputFile.isThere(output) else {
            throw UsageError("\(output): it is there already; name another file with -o, or remove it")
        }
        guard statement == nil else {
            throw UsageError("--statement: records hold their own statements; leave the option out")
        }
        let records = try FunctionRecords(path: source, kind: kind)
        var lines = Data()
        for record in records.problems { lines += try LCBWriter().line(for: record) }
        for fault in records.faults { StandardStreams.complain("\(fault); left out") }
        if !records.problems.isEmpty { try OutputFile.write(lines, to: output) }
        if json {
            let place = records.problems.isEmpty ? nil : output
            try printDocument(records.problems, to: place, from: records.kind, faults: records.faults.count)
        } else {
            try StandardStreams.print(
                "\(output): \(records.problems.count.counted("problem")), \(records.faults.count) left out")
        }
        if !records.faults.isEmpty { throw ExitStatus.badInput }
    }

    private func printDocument(
        _ problems: [Problem], to output: String?, from form: ProblemImport.Kind, faults: Int
    ) throws {
        let document = ProblemReport.json(imported: problems, to: output, from: form, faults: faults)
        try StandardStreams.print(JSONDocument.text(document))
    }

    /// A problem's id as a folder in the current one: what others wrote must not say where on the machine it goes.
    private static func folderName(_ id: String) throws -> String {
        let hasOther = id.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
        guard let first = id.utf8.first, first != UInt8(ascii: "."), !hasOther else {
            throw UsageError("the problem's id \"\(id.prefix(60))\" is no name for a folder; name one with -o")
        }
        return id
    }

    private static func text(_ path: String) throws -> String {
        do throws(FileFailure) {
            return try RegularFile.text(path)
        } catch {
            throw UsageError("\(path): \(error)")
        }
    }
}

extension ProblemImport.Kind: ExpressibleByArgument {}
