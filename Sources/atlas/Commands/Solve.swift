import ArgumentParser
import Files
import Judging
import Models
import Orchestration
import Problems
import Reporting

/// `atlas solve`: a program for one problem, found by a model that runs its own search.
struct Solve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Solve a problem: explore, run every candidate on the public tests, and write a program.",
        discussion: """
            PROBLEM is one of:
              - a problem named as in "atlas grade"
              - a statement with its samples: - for stdin, or a .md or .txt file
              - a .json file of Competitive Companion, with --statement

            Steps are shown on stderr as they happen. The program goes to stdout, or to the file of -o, ready to be \
            handed in; atlas never hands anything in.

            The caps are hard: atlas reserves the most that a call can take before it sends the call. At a cap, the \
            best candidate so far is the final program; of several problems, the later ones get what is left. With \
            --record, the same command with a higher cap goes on from what is recorded.

            Exit status:
              0  the final program passes the public tests (with --grade: all tests),
                 or there are none to run
              1  it does not pass them
              2  bad input, or caps that allow no explore at all
              3  the model or the sandbox failed

            If an error ends the search midway, atlas first reports what was made and writes the best candidate that \
            was judged; the exit status is that of the error.

            Examples:
              atlas solve hot-soup --model local -o soup.py
              atlas solve hot-soup --model local --record soup.record --json
              atlas solve - --model local --language cpp -o a.cpp < statement.txt
              atlas solve --listen --statement - --model local -o .
            """)

    @Argument(
        help: ArgumentHelp("Problem to solve; - for a statement on stdin.", valueName: "problem"), completion: .problem)
    var problem: String?
    @OptionGroup var contest: ContestOptions
    @OptionGroup var solving: SolvingOptions
    @OptionGroup var spending: CapOptions
    @OptionGroup var jobs: JobsOption
    @OptionGroup var problems: ProblemsOption
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Write the program to this file, or into this folder under the problem's name.", valueName: "file"),
        completion: .file())
    var output: String?
    @Option(
        help: ArgumentHelp(
            "Keep every request, response and judgement in this folder, and go on from what it holds.",
            valueName: "dir"), completion: .directory)
    var record: String?
    @Option(help: ArgumentHelp("Replay a folder of --record, offline.", valueName: "dir"), completion: .directory)
    var replay: String?
    @Option(
        help: ArgumentHelp(
            "Which of several independent solutions of the problem this is, 0 to 100000 (default: 0).", valueName: "n"))
    var sample: Int?
    @Flag(help: "At the end, grade the final program on all tests.") var grade = false
    @Flag(help: "Print one JSON document (schema atlas.solve/1) on stdout.") var json = false
    @Flag(name: .shortAndLong, help: "Do not show the steps.") var quiet = false
    @Flag(name: .shortAndLong, help: "At the end, show the whole solution, as \"atlas show\" does.") var verbose = false

    func validate() throws {
        if let sample, !(0...100_000).contains(sample) {
            throw ValidationError("--sample: \(sample); expected a number from 0 to 100000")
        }
        if record != nil, replay != nil { throw ValidationError("--record and --replay exclude each other") }
        if replay != nil, !spending.caps.isEmpty {
            throw ValidationError("--replay asks no model, so that caps mean nothing; leave --max-… out")
        }
    }

    func run() async throws {
        let catalog = try solving.modelsFile.catalog()
        var plan = try solving.plan(catalog, recorded: try replay.map { try SolvePlan(recordedIn: $0) }, probes: .auto)
        let prices = PriceTable(prices: plan.prices ?? [:])
        plan.sample = sample.map { $0 == 0 ? nil : $0 } ?? plan.sample
        let method = try SolveMethods.named(plan.method)
        let languages = try solving.languages.table()
        let language = try languages.given(plan.language)
        // A problem that is waited for, or pasted, is lost with whatever fails after it.
        if let output { try OutputFile.checkPlace(output) }
        if let record { try plan.begun(record) }
        if replay == nil { try ModelDesk.check(plan, catalog, Purse.Caps(run: spending.caps)) }
        let opened = try await contest.open(problem, problems)
        let wanted = opened.problems
        for problem in wanted { try languages.check(problem) }
        for fault in opened.faults { StandardStreams.complain("\(fault)") }
        let outputs = try wanted.map { try file(for: $0, language, of: wanted.count) }
        for file in outputs { if let file { try OutputFile.check(file) } }
        let claim = try record.map { try plan.claim($0) }
        defer { withExtendedLifetime(claim) {} }
        let caps = Purse.Caps(run: spending.caps, runScope: .problem, runProblems: Set(wanted.map(\.id)))
        // A replay runs nothing, unless its program is to be graded.
        try await Workshop.open(
            workers: jobs.count, languages: languages, isSandboxTried: replay == nil || grade
        ) { workshop in
            try await ModelDesk.open(
                plan, catalog: catalog, record: record, replay: replay, caps: caps,
                replayed: wanted.count == 1 ? wanted[0] : nil
            ) { desk in
                let session = SolveSession(
                    method: method, language: language, desk: desk, workshop: workshop, prices: prices, isGraded: grade,
                    isJSON: json, isQuiet: quiet, isVerbose: verbose)
                var failed: ExitStatus?
                for (index, (problem, output)) in zip(wanted, outputs).enumerated() {
                    if wanted.count > 1, !quiet {
                        StandardStreams.tell("problem \(index + 1) of \(wanted.count): \(problem.id)")
                    }
                    if opened.isFound, !quiet { StandardStreams.tell(ProblemReport.found(in: problem)) }
                    let status = try await session.solve(problem, into: output)
                    failed = failed ?? status
                }
                if let failed { throw failed }
                if !opened.faults.isEmpty { throw ExitStatus.badInput }
            }
        }
    }

    /// Where a problem's program goes; nil for stdout.
    private func file(for problem: Problem, _ language: Language, of count: Int) throws -> String? {
        guard let output else {
            if count > 1, !json {
                throw UsageError("\(count) problems came; expected -o with a folder for their programs")
            }
            return nil
        }
        if Paths.isFolder(output) { return "\(output)/\(problem.id).\(language.suffixes.first ?? language.id)" }
        if count > 1 { throw UsageError("\(output): \(count) problems came; expected a folder for their programs") }
        return output
    }
}
