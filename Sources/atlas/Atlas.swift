import ArgumentParser
import Files
import FoundationEssentials
import Glibc

/// The command line: parses, runs one command, and turns whatever went wrong into one line and an exit status.
@main
struct Atlas: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atlas",
        abstract: "Solve competitive-programming problems with language models, and grade programs in a sandbox.",
        discussion: """
            Exit status:
              0    accepted or completed
              1    judged and not accepted
              2    usage or bad input
              3    infrastructure (sandbox, toolchain, network, model)
              130  interrupted
            """,
        version: "0.1.0",
        subcommands: [
            Solve.self, ShowCommand.self, Grade.self, Eval.self, Report.self, Compare.self, RegradeCommand.self,
            Verify.self, RunsCommand.self, ExportCommand.self, ImportCommand.self, Run.self, Languages.self,
            ProblemsCommand.self, ModelsCommand.self, PromptsCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        // A reader that goes away (`atlas … | head`) is an error of write(2), not a death that skips the clean-up.
        signal(SIGPIPE, SIG_IGN)
        StandardStreams.holdClosed()
        if let reason = ThreadSupply.reasonForNone() {
            StandardStreams.complain(reason)
            Glibc.exit(ExitStatus.infrastructure.rawValue)
        }
        let status = await Interruption.watch {
            var isListing = false
            do {
                var command = try parseAsRoot()
                isListing = command is any Listing
                if let fault = UserFolders.cacheFault(ProcessInfo.processInfo.environment) { throw UsageError(fault) }
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
                return ExitStatus.completed
            } catch let error as StreamFailure where isListing && error.isClosedPipe {
                return .completed
            } catch {
                return ExitStatus.report(error)
            }
        }
        Glibc.exit(status.rawValue)
    }
}

/// A command that only shows what there is.
///
/// Of it a reader that goes away, as `head` does, has seen what it wanted; of any other, results are lost.
protocol Listing: ParsableCommand {}
