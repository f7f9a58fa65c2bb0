import FoundationEssentials
import Problems
import Sandbox
import Synchronization

/// One run of a program that takes test after test, each when the one before has been answered.
///
/// A program of its own is run in a process of its own for each test, made by a process that runs none of it; calls of a
/// function share a process. What either says is data, and what all tests of a session use together is held within what a single
/// test may use. So a test that was answered is known to have kept its limits, whatever the submission did; only that it failed is
/// not known for sure, and is found out by a run of its own.
final class ProgramSession: Sendable {
    /// How one test was answered.
    struct Answer: Sendable {
        /// As wait(2) has it.
        let status: Int
        let cpuMilliseconds: Double
        let wallMilliseconds: Double
        let peakKiB: Int
        let output: Data
        /// What it wrote to stderr; of more than twice what is shown of it only the beginning and the end, one behind the
        /// other.
        let errors: Data
        /// How much that was, in bytes.
        let errorBytes: Int
    }

    /// It ended, or was ended, before it was ready for its first test.
    struct NotReady: Error {}

    /// Inputs that are larger are not worth the copies, in bytes.
    static let largestInput = 8 << 20
    /// How long a test may take: whatever takes longer gains nothing by a session.
    static let usualPatience = Duration.milliseconds(700)

    private let conversation: SandboxConversation
    private let run: Task<SandboxOutcome, any Error>
    private let outputBytes: Int
    private let patience: Duration
    private let isReady = Mutex(false)

    /// Starts the program, once there is a worker for it.
    ///
    /// - Throws: `SandboxError`; what cancelling the task throws.
    init(
        _ program: Program, _ command: SessionCommand, limits: SandboxLimits, pool: SandboxPool,
        patience: Duration = usualPatience
    ) async throws {
        self.patience = patience
        conversation = try SandboxConversation()
        outputBytes = limits.outputBytes
        var request = program.request(stdin: .empty, limits: limits)
        let interpreter = request.arguments.prefix(1)
        request.arguments = interpreter + command.arguments
        request.files.append(command.driver)
        request.zygote = SandboxZygote(interpreter + command.zygoteArguments)
        request.streams = conversation.streams
        let (turn, begins) = AsyncStream.makeStream(of: Void.self)
        run = Task { [request] in
            defer { begins.finish() }
            do {
                return try await pool.run(request, willBegin: { begins.finish() })
            } catch {
                // It may not have begun: then nobody else lets go of its side.
                request.streams?.close()
                throw error
            }
        }
        // Waiting for what it says takes a thread, of which there are few: not before it has a worker.
        for await _ in turn {}
        if Task.isCancelled {
            await abandon()
            throw CancellationError()
        }
    }

    /// Runs the next tests.
    ///
    /// No input is sent before the test before has been answered.
    ///
    /// - Parameter inputs: One or more.
    /// - Returns: The answers to the first of them; if not to all, the session is over, and nothing is known about the others.
    /// - Throws: `NotReady`: no tests can be run so; what cancelling the task throws.
    func answers(to inputs: [Data]) async throws -> [Answer] {
        try await perform { [self, outputBytes, patience] turn in
            try awaitReadiness(turn)
            var began = ContinuousClock.now
            var answers: [Answer] = []
            do {
                for input in inputs {
                    let size = withUnsafeBytes(of: UInt64(input.count).littleEndian) { Data($0) }
                    try turn.write(size + input, until: began + patience)
                    answers.append(try Self.read(turn, since: began, until: began + patience, outputBytes))
                    began = .now
                }
            } catch is SandboxConversation.Failure {
                // What was answered was.
            }
            return answers
        }
    }

    /// Waits until the program is ready for its first test; its limits end it, if nothing else does.
    private func awaitReadiness(_ turn: borrowing SandboxConversation.Turn) throws {
        guard !isReady.withLock({ $0 }) else { return }
        do { _ = try turn.read(1, until: .now + .seconds(86_400)) } catch { throw NotReady() }
        isReady.withLock { $0 = true }
    }

    private static func read(
        _ turn: borrowing SandboxConversation.Turn, since began: ContinuousClock.Instant,
        until deadline: ContinuousClock.Instant, _ outputBytes: Int
    ) throws -> Answer {
        let head = try turn.read(6 * 8, until: deadline)
        let numbers = head.withUnsafeBytes { bytes in
            (0..<6).map { Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self))) }
        }
        let (output, shown) = (numbers[3], numbers[5])
        guard (0...outputBytes).contains(output), (0...Excerpt.keptBytes * 2).contains(shown),
            (shown...outputBytes).contains(max(numbers[4], shown))
        else { throw SandboxConversation.Failure.ended }
        let written = try turn.read(output, until: deadline)
        let errors = try turn.read(shown, until: deadline)
        let took = (ContinuousClock.now - began) / Duration.milliseconds(1)
        return Answer(
            status: numbers[0], cpuMilliseconds: Double(max(numbers[1], 0)) / 1000, wallMilliseconds: took,
            peakKiB: max(numbers[2], 0), output: written, errors: errors, errorBytes: numbers[4])
    }

    private func perform<Result: Sendable>(
        _ part: @escaping @Sendable (borrowing SandboxConversation.Turn) throws -> Result
    ) async throws -> Result {
        try await withTaskCancellationHandler {
            try await conversation.perform(part)
        } onCancel: {
            // The end of the run ends the conversation.
            run.cancel()
        }
    }

    /// Ends a run that waits for its next test.
    ///
    /// - Returns: Whether the final figures bear out that no test went over its limits.
    func finish() async -> Bool {
        conversation.close()
        let outcome = try? await withTaskCancellationHandler {
            try await run.value
        } onCancel: {
            run.cancel()
        }
        return outcome?.end == .exited(0)
    }

    /// Ends a run that has failed, or takes too long.
    ///
    /// - Returns: Whether the tests that it answered kept their limits: not if it is over because of what adds up late,
    ///   which may be an earlier test's.
    @discardableResult func abandon() async -> Bool {
        conversation.close()
        run.cancel()
        switch try? await run.value.end {
        case .limit(.memory), .limit(.processes): return false
        default: return true
        }
    }
}
