/// The programs in a problem's `submissions/<label>/`, with the verdicts they must get.
///
/// A folder's name decides, unless the source itself says `@EXPECTED_RESULTS@: A, B`.
/// Sources: problem package format, "Submissions"; DOMjudge manual, "Testing jury solutions".
enum SubmissionLabels {
    /// What a folder's name promises.
    static let folders: [(label: String, verdicts: [String])] = [
        ("accepted", ["AC"]),
        ("wrong_answer", ["WA"]),
        ("time_limit_exceeded", ["TLE"]),
        ("run_time_error", ["RTE"]),
        ("memory_limit_exceeded", ["MLE"]),
        ("output_limit_exceeded", ["OLE"]),
        ("compiler_error", ["CE"]),
        ("compile_error", ["CE"]),
        ("rejected", ["WA", "TLE", "RTE", "MLE", "OLE"]),
        // A legacy grader may accept what does not get all points.
        ("partially_accepted", ["AC", "WA", "TLE", "RTE", "MLE", "OLE"]),
        ("brute_force", ["TLE", "MLE", "WA", "RTE"]),
    ]

    /// What a name after `@EXPECTED_RESULTS@:` promises, written in capitals with `-`.
    static let results: [String: String] = [
        "CORRECT": "AC", "ACCEPTED": "AC", "AC": "AC",
        "WRONG-ANSWER": "WA", "NO-OUTPUT": "WA", "PRESENTATION-ERROR": "WA", "WA": "WA",
        "TIMELIMIT": "TLE", "TIME-LIMIT-EXCEEDED": "TLE", "TLE": "TLE",
        "RUN-ERROR": "RTE", "RUN-TIME-ERROR": "RTE", "RTE": "RTE",
        "MEMORY-LIMIT": "MLE", "MEMORY-LIMIT-EXCEEDED": "MLE", "MLE": "MLE",
        "OUTPUT-LIMIT": "OLE", "OUTPUT-LIMIT-EXCEEDED": "OLE", "OLE": "OLE",
        "COMPILER-ERROR": "CE", "COMPILE-ERROR": "CE", "CE": "CE",
    ]

    /// What a source says its verdicts after.
    static let tag = "@EXPECTED_RESULTS@:"
    private static let noSubmissions = ["__pycache__", "Makefile", "makefile", "README", "a.out"]
    private static let noSubmissionEndings = [
        ".md", ".txt", ".yaml", ".pyc", ".class", ".o", ".obj", ".exe", ".out", ".in", ".ans", ".log",
    ]
    /// How far into a source its tag is looked for, in bytes.
    private static let searchedBytes = 256 << 10

    /// The submissions, by folder, then in natural order.
    ///
    /// Hidden files, notes, and what compilers and tests leave behind are no submissions.
    ///
    /// A label or an expected result that is not known is the submission's own fault: nothing but a check of the labels
    /// needs it.
    ///
    /// - Throws: `ProblemError.unreadable`.
    static func submissions(in package: PackageFolder) throws(ProblemError) -> [LabelledSubmission] {
        guard try package.kind("submissions") == .folder else { return [] }
        var found: [LabelledSubmission] = []
        if try package.kind("submissions/submissions.yaml") == .file {
            let path = package.path("submissions/submissions.yaml")
            let fault = ProblemError.unsupported(path: path, place: nil, feature: "what it says of the submissions")
            found.append(LabelledSubmission(path: path, label: "", expectedVerdicts: [], fault: fault))
        }
        for folder in try package.entries("submissions") where !isNoSubmission(folder.name) {
            guard folder.kind == .folder else {
                found.append(submission("submissions/\(folder.name)", isFile: true, label: "", package))
                continue
            }
            for entry in try package.entries("submissions/\(folder.name)") where !isNoSubmission(entry.name) {
                let place = "submissions/\(folder.name)/\(entry.name)"
                found.append(submission(place, isFile: entry.kind == .file, label: folder.name, package))
            }
        }
        return found
    }

    private static func submission(
        _ place: String, isFile: Bool, label: String, _ package: PackageFolder
    ) -> LabelledSubmission {
        let path = package.path(place)
        do throws(ProblemError) {
            let program =
                isFile ? nil : try ProgramSources(package: package, mustImport: true).program(in: place, "a submission")
            if !isFile, program == nil {
                throw .malformed(path: path, place: nil, found: "an empty folder", expected: "a submission's sources")
            }
            let bySource = try expectedResults(program?.path ?? path)
            guard let verdicts = bySource ?? folders.first(where: { $0.label == label })?.verdicts else {
                throw .malformed(
                    path: path, place: nil,
                    found: label.isEmpty ? "this submission has no label" : "the label \"\(label)\" is not known",
                    expected: "\(tag) in it, or a folder such as submissions/accepted, of which there are "
                        + folders.map(\.label).joined(separator: ", "))
            }
            var submission = LabelledSubmission(path: path, label: label, expectedVerdicts: verdicts)
            submission.program = program
            return submission
        } catch {
            return LabelledSubmission(path: path, label: label, expectedVerdicts: [], fault: error)
        }
    }

    private static func isNoSubmission(_ name: String) -> Bool {
        noSubmissions.contains(name) || noSubmissionEndings.contains { name.hasSuffix($0) }
    }

    /// What the source says of itself; nil when it says nothing.
    private static func expectedResults(_ path: String) throws(ProblemError) -> [String]? {
        let source = String(decoding: try FileContents.prefix(path, count: searchedBytes), as: UTF8.self)
        for (index, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let start = line.firstRange(of: tag)?.upperBound else { continue }
            var verdicts: [String] = []
            for name in line[start...].split(separator: ",", omittingEmptySubsequences: false) {
                let word = name.trimming { !$0.isLetter }
                let result = word.uppercased().map { $0 == "_" ? "-" : String($0) }.joined()
                // DOMjudge's for whatever a person has to look at.
                if result == "CHECK-MANUALLY" { return Set(results.values).sorted() }
                guard let verdict = results[result] else {
                    throw .malformed(
                        path: path, place: "line \(index + 1)", found: "\(tag) names \"\(word)\"",
                        expected: "ACCEPTED, WRONG_ANSWER, TIME_LIMIT_EXCEEDED, RUN_TIME_ERROR, MEMORY_LIMIT_EXCEEDED, "
                            + "OUTPUT_LIMIT_EXCEEDED or COMPILE_ERROR")
                }
                if !verdicts.contains(verdict) { verdicts.append(verdict) }
            }
            return verdicts
        }
        return nil
    }
}
