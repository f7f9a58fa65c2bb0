import ArgumentParser
import Evaluation
import Judging
import Models
import Orchestration
import Problems
import Sandbox

/// What the exit status of `atlas` says, and the one place where an error becomes a line on stderr.
enum ExitStatus: Int32, Error {
    /// Accepted, or completed.
    case completed = 0
    /// Judged and not accepted.
    case notAccepted = 1
    /// Wrong usage, or input that the user has to mend.
    case badInput = 2
    /// The sandbox, a toolchain, the network or a model failed.
    case infrastructure = 3
    /// Ended by SIGINT, SIGTERM or SIGHUP.
    case interrupted = 130

    /// Prints what there is to say about an error, and returns the status it ends `atlas` with.
    static func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let status as ExitStatus: return status
        case is CancellationError, SandboxError.cancelled, ModelError.cancelled:
            StandardStreams.complain("interrupted")
            return .interrupted
        case let error as StreamFailure where error.isClosedPipe: return .completed
        case let error as any CustomStringConvertible & Error where ownStatus(error) != nil:
            StandardStreams.complain(error.description)
            return ownStatus(error) ?? .infrastructure
        default: return reportUsage(error)
        }
    }

    /// The status of an error of our own modules; nil for one of the argument parser.
    private static func ownStatus(_ error: any Error) -> ExitStatus? {
        switch error {
        case is ProblemError, is JudgingError, is UsageError: .badInput
        case OrchestrationError.unknownMethod: .badInput
        case is OrchestrationError: .infrastructure
        case let error as ModelError: error.isUsersToMend ? .badInput : .infrastructure
        case let error as EvaluationError: error.isUsersToMend ? .badInput : .infrastructure
        case is SandboxError, is ToolchainError, is StreamFailure: .infrastructure
        default: nil
        }
    }

    /// Help and version go to stdout; a mistake in the arguments is one line that names the page to read.
    private static func reportUsage(_ error: any Error) -> ExitStatus {
        let code = Atlas.exitCode(for: error)
        if code == .success {
            do { try StandardStreams.print(Atlas.fullMessage(for: error)) } catch { return report(error) }
            return .completed
        }
        let message = Atlas.message(for: error).split(separator: "\n").joined(separator: " ")
        StandardStreams.complain("\(message); \"atlas --help\" lists commands and options")
        return code == .validationFailure ? .badInput : .infrastructure
    }
}

/// A combination of arguments that makes no sense.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
