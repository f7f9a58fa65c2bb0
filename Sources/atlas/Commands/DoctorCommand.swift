import ArgumentParser
import Doctor
import FoundationEssentials
import Models
import Reporting

/// `atlas doctor`: what isolates programs here, proven by attacking it; toolchains; models.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Attack the sandbox on this machine and show what holds; list toolchains and models.",
        discussion: """
            A program tries to break each promise of the sandbox. It runs inside the sandbox and, as a control, \
            outside it, where it does no harm.

            States of a promise:
              held      the attack was contained, and succeeds where nothing contains it
              weaker    held, but with a gap that is named
              broken    the attack succeeded, or the sandbox failed under it
              unproven  contained, but it would have been outside too

            Exit status:
              0  nothing is broken
              2  the models file cannot be read
              3  something is broken or cannot be attacked, or no program can be run

            Examples:
              atlas doctor
              atlas doctor --json
            """)

    @Flag(help: "Ask the models' servers what they offer; without this option nothing leaves this machine.")
    var askServers = false
    @OptionGroup var file: ModelsFileOption
    @Flag(help: "Show the evidence for promises that are held, too.") var verbose = false
    @Flag(help: "Print one JSON document (schema atlas.doctor/1) on stdout.") var json = false

    func run() async throws {
        // Without a models file that can be read there is still the machine to examine.
        var catalog = ModelCatalog()
        var fault: ModelsFileError?
        do throws(ModelsFileError) { catalog = try file.catalog() } catch { fault = error }
        let diagnosis = try await Diagnosis.make(
            environment: ProcessInfo.processInfo.environment, catalog: catalog, asksServers: askServers)
        try StandardStreams.print(
            json
                ? JSONDocument.text(DoctorReport.json(diagnosis))
                : DoctorReport.text(diagnosis, isVerbose: verbose))
        if let fault { StandardStreams.complain("\(fault)") }
        if !diagnosis.sandbox.isSound { throw ExitStatus.infrastructure }
        if fault != nil { throw ExitStatus.badInput }
    }
}
