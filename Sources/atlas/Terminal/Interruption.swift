import Dispatch
import Glibc

/// Turns SIGINT, SIGTERM and SIGHUP into cancellation of the command, so that it ends what it started.
enum Interruption {
    /// Runs a command in a task that the first signal cancels; a second one ends `atlas` at once.
    ///
    /// Ending at once leaves no process behind either: launchers and the local model end when `atlas` does.
    static func watch(_ command: @escaping @Sendable () async -> ExitStatus) async -> ExitStatus {
        let task = Task { await command() }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if task.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
                task.cancel()
            }
            source.resume()
            return source
        }
        let status = await task.value
        for source in sources { source.cancel() }
        return status
    }
}
