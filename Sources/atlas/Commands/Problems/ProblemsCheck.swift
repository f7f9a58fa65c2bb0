import ArgumentParser
import Judging
import Models
import Problems
import Reporting

/// `atlas problems check`.
struct ProblemsCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judge the labelled submissions of problems, and fail if a label does not come true.",
        discussion: """
            A problem without submissions is read whole, including its tests.

            Exit status:
              0  every label came true
              1  a label did not come true
              2  a problem cannot be read, or a submission cannot be checked
              3  the grader failed

            Examples:
              atlas problems check
              atlas problems check hot-soup bridge-toll --json
            """)

    @Argument(
        help: ArgumentHelp("Problems, data files or folders (default: all bundled problems).", valueName: "problem"),
        completion: .problem)
    var names: [String] = []
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var jobs: JobsOption
    @OptionGroup var problems: ProblemsOption
    @OptionGroup var languages: LanguagesOption
    @Flag(help: "Print one JSON document (schema atlas.problems-check/1) on stdout.") var json = false

    func run() async throws {
        let languages = try languages.table()
        let set = try selection.open(names, problems)
        var faults = set.faults
        var hasFailed = false
        var unchecked = 0
        var graderHasFailed = false
        var rows: [JSONValue] = []
        try await Workshop.open(workers: jobs.count, languages: languages) { workshop in
            for item in set.items {
                let problem: Problem
                do throws(ProblemError) {
                    problem = try item.problem()
                } catch {
                    faults.append(error)
                    continue
                }
                do throws(JudgingError) {
                    try languages.check(problem)
                } catch {
                    StandardStreams.complain("\(error)")
                    unchecked += 1
                    continue
                }
                var submissions: [JSONValue] = []
                for labelled in problem.submissions {
                    if let fault = labelled.fault {
                        faults.append(fault)
                        continue
                    }
                    do {
                        let check = try await LabelCheck(
                            labelled, of: problem, with: workshop.judge, languages: languages)
                        if json { submissions.append(check.json) } else { try StandardStreams.print(check.line) }
                        if !check.cameTrue { hasFailed = true }
                        if !check.cameTrue, check.isGraderFailure { graderHasFailed = true }
                    } catch let error as JudgingError {
                        // A source that cannot be read, or in a language that is not known, costs itself alone.
                        StandardStreams.complain("\(error)")
                        unchecked += 1
                    }
                }
                if json {
                    rows.append(
                        .object([
                            "id": .string(problem.id), "public_tests": .int(problem.publicTests.count),
                            "private_tests": .int(problem.privateTests.count), "submissions": .array(submissions),
                        ]))
                } else if problem.submissions.isEmpty {
                    let tests = "\(problem.publicTests.count)+\(problem.privateTests.count) tests"
                    try StandardStreams.print("\(problem.id): no labelled submissions; \(tests) can be read")
                }
            }
        }
        for fault in faults { StandardStreams.complain("\(fault)") }
        if set.items.isEmpty, faults.isEmpty { throw UsageError("there is no problem to check") }
        if json {
            let document: [String: JSONValue] = [
                "schema": .string("atlas.problems-check/1"), "problems": .array(rows),
                "faults": .int(faults.count + unchecked),
            ]
            try StandardStreams.print(JSONDocument.text(.object(document)))
        }
        if graderHasFailed { throw ExitStatus.infrastructure }
        if !faults.isEmpty || unchecked > 0 { throw ExitStatus.badInput }
        if hasFailed { throw ExitStatus.notAccepted }
    }
}
