import ArgumentParser
import Doctor
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
        guard let status = ExitStatus(of: error) else { return reportUsage(error) }
        switch error {
        case is ExitStatus: break
        default: StandardStreams.complain(status == .interrupted ? "interrupted" : "\(error)")
        }
        return status
    }

    /// The status of an error; nil for one of the argument parser.
    init?(of error: any Error) {
        switch error {
        case let status as ExitStatus: self = status
        case is CancellationError, SandboxError.cancelled, ModelError.cancelled: self = .interrupted
        case is ProblemError, is JudgingError, is ModelsFileError, is UsageError, OrchestrationError.unknownMethod,
            OrchestrationError.badPrompt:
            self = .badInput
        case let error as ModelError: self = error.isUsersToMend ? .badInput : .infrastructure
        case let error as EvaluationError: self = error.isUsersToMend ? .badInput : .infrastructure
        case is SandboxError, is ToolchainError, is OrchestrationError, is StreamFailure: self = .infrastructure
        case is JudgeFailure, is DoctorError: self = .infrastructure
        default: return nil
        }
    }

    /// Help and version go to stdout; a mistake in the arguments is one line that names the page to read.
    private static func reportUsage(_ error: any Error) -> ExitStatus {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let code = Atlas.exitCode(for: error)
        // The argument parser shows another page for a command that does not exist.
        if code == .success, UsageText.unknownCommand(in: arguments) == nil {
            do { try StandardStreams.print(Atlas.fullMessage(for: error)) } catch {
                return error.isClosedPipe ? .completed : report(error)
            }
            return .completed
        }
        StandardStreams.complain(UsageText.complaint(error, in: arguments))
        return code == .success || code == .validationFailure ? .badInput : .infrastructure
    }
}

/// A combination of arguments that makes no sense.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
