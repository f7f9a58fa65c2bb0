import ArgumentParser
import Evaluation
import Judging
import Problems
import Reporting

/// The part of `atlas grade` that scores a file of LiveCodeBench's own harness.
struct OutputsOptions: ParsableArguments {
    @Option(
        name: .customLong("lcb"),
        help: ArgumentHelp(
            "Data set in LiveCodeBench's own form, against which to score --outputs.", valueName: "data"),
        completion: .file())
    var dataset: String?
    @Option(
        name: .customLong("outputs"),
        help: ArgumentHelp(
            "File to score: an output file or _eval_all.json of the harness, or a custom evaluator's input.",
            valueName: "file"), completion: .file())
    var file: String?

    func validate() throws {
        if (dataset == nil) != (file == nil) {
            throw ValidationError("--lcb DATA and --outputs FILE belong together")
        }
    }

    /// Scores the file.
    ///
    /// - Parameters:
    ///   - languages: The languages; programs are in Python.
    ///   - jobs: How many answers are in the works at once.
    ///   - json: Whether each answer is a line of JSON, and the figures the last one.
    /// - Throws: `ProblemError`, `JudgingError`, `SandboxError`; `ExitStatus` for what could not be graded.
    func score(_ languages: LanguageTable, jobs: Int, json: Bool) async throws {
        guard let dataset, let file else { return }
        let outputs = try LCBOutput.read(file)
        let questions = try LCBQuestions(dataset, for: outputs.first?.kind, language: languages.named("python"))
        var graded: [GradedOutput] = []
        let faults = try await Workshop.open(workers: jobs, languages: languages) { workshop in
            let grader = try OutputGrader(outputs, path: file, questions: questions, judge: workshop.judge)
            return try await grader.grade(concurrency: jobs) { row in
                graded.append(row)
                if json { try StandardStreams.print(JSONDocument.text(OutputsReport.row(row))) }
            }
        }
        for fault in faults { StandardStreams.complain("\(fault)") }
        let scores = OutputScores(graded)
        try StandardStreams.print(json ? JSONDocument.text(OutputsReport.json(scores)) : OutputsReport.text(scores))
        let missing = questions.count - outputs.count(where: questions.has)
        if missing > 0 {
            StandardStreams.tell("\(missing) of the \(questions.count) questions of \(dataset) are not in \(file)")
        }
        if scores.failed > 0 { throw ExitStatus.infrastructure }
        if !faults.isEmpty { throw ExitStatus.badInput }
    }
}
