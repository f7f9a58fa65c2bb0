import ArgumentParser
import FoundationEssentials
import Judging
import Reporting
import Sandbox

/// `atlas run`: one program in the sandbox, and what it used.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compile and run one program in the sandbox, passing stdin through.",
        discussion: """
            The program's stdout and stderr are passed on once it has ended. One line on stderr says how it ended and \
            what it used.

            Exit status:
              0  the program exited with 0
              1  it ended otherwise, or does not compile
              3  the sandbox failed

            Examples:
              atlas run soup.py < input.txt
              atlas run --cpu-ms 2000 --memory-mib 256 --json soup.cpp < input.txt
            """)

    @Argument(help: ArgumentHelp("Source file.", valueName: "file"), completion: .file()) var file: String
    @OptionGroup var language: LanguageOption
    @OptionGroup var limits: LimitOptions
    @Option(
        help: ArgumentHelp(
            "What a forbidden system call does: fail and be reported, or kill the program", valueName: "report|kill"))
    var seccomp = SandboxRefusal.report
    @Flag(help: "Print one JSON document (schema atlas.run/1) on stdout.") var json = false

    func run() async throws {
        let languages = try language.languages.table()
        let submission = try language.submissions([file], in: languages)[0]
        let input = try SandboxInput(try await StandardStreams.readAll())
        try await Workshop.open(workers: 1, languages: languages, isSandboxTried: false) { workshop in
            do {
                switch try await workshop.builder.build(submission) {
                case .failed(let trace): try show(trace)
                case .ready(let program, _):
                    var request = program.request(stdin: input, limits: limits.sandbox)
                    request.refusal = seccomp
                    try show(try await workshop.pool.run(request))
                }
            } catch let error where json && !(error is ExitStatus) && ExitStatus(of: error) == .infrastructure {
                try StandardStreams.print(JSONDocument.text(RunReport.json(sandboxError: "\(error)")))
                throw error
            }
        }
    }

    private func show(_ trace: CompileTrace) throws {
        if json {
            try StandardStreams.print(JSONDocument.text(RunReport.json(compileError: trace)))
        } else {
            try StandardStreams.writeError(Data((trace.diagnostics.text + "\n").utf8))
            StandardStreams.complain("\(file): does not compile")
        }
        throw ExitStatus.notAccepted
    }

    private func show(_ outcome: SandboxOutcome) throws {
        if json {
            try StandardStreams.print(JSONDocument.text(RunReport.json(outcome)))
        } else {
            try StandardStreams.write(outcome.stdout)
            try StandardStreams.writeError(outcome.stderr)
            StandardStreams.complain(RunReport.summary(outcome))
        }
        if outcome.end != .exited(0) { throw ExitStatus.notAccepted }
    }
}

extension SandboxRefusal: ExpressibleByArgument {}

/// What the program may use.
struct LimitOptions: ParsableArguments {
    private static let defaults = SandboxLimits()

    @Option(help: ArgumentHelp("CPU time limit of the process tree, in ms", valueName: "ms"))
    var cpuMs = defaults.cpuMilliseconds
    @Option(help: ArgumentHelp("Real time limit, in ms", valueName: "ms"))
    var wallMs = defaults.wallMilliseconds
    @Option(help: ArgumentHelp("Memory limit of the process tree, in MiB", valueName: "mib"))
    var memoryMib = defaults.memoryKiB / 1024
    @Option(help: ArgumentHelp("Size limit of stdout and of stderr, each in MiB", valueName: "mib"))
    var outputMib = defaults.outputBytes / (1024 * 1024)
    @Option(help: ArgumentHelp("Limit of processes and threads at once", valueName: "n"))
    var processes = defaults.processes

    /// The limits for the sandbox.
    var sandbox: SandboxLimits {
        SandboxLimits(
            cpuMilliseconds: cpuMs, wallMilliseconds: wallMs, memoryKiB: memoryMib * 1024,
            outputBytes: outputMib * 1024 * 1024, processes: processes)
    }

    func validate() throws {
        let day = 24 * 60 * 60 * 1000
        for (option, value, largest) in [
            ("--cpu-ms", cpuMs, day), ("--wall-ms", wallMs, day), ("--memory-mib", memoryMib, 1 << 20),
            ("--output-mib", outputMib, 1 << 10), ("--processes", processes, 1 << 12),
        ] where !(1...largest).contains(value) {
            throw ValidationError("\(option): \(value); expected a number from 1 to \(largest)")
        }
    }
}
