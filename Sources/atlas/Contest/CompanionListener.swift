import FlyingFox
import FlyingSocks
import Foundation
import Problems
import Reporting

/// Waits for the browser extension Competitive Companion, which posts problems as JSON to a port of this machine.
///
/// Only 127.0.0.1 is listened on, and what a web page posts by itself is refused (`CompanionSender`).
enum CompanionListener {
    /// The most problems of a batch.
    private static let largestBatch = 32

    /// A problem as it was sent, or what is wrong with it.
    typealias Received = Result<CompanionTask, ProblemError>

    /// Takes one problem, or a batch as the extension marks it, and stops.
    ///
    /// - Throws: `UsageError` when the port is taken; `CancellationError`.
    static func receive(port: UInt16) async throws -> [Received] {
        let inbox = Inbox(largestBatch: largestBatch)
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        let server = HTTPServer(address: address, timeout: 15, logger: .disabled)
        await server.appendRoute("POST *") { request in await inbox.take(request) }
        return try await withThrowingTaskGroup(of: [Received]?.self) { group in
            group.addTask {
                do {
                    try await server.run()
                } catch {
                    try Task.checkCancellation()
                    if await inbox.isComplete { return nil }
                    throw UsageError("--listen: port \(port) cannot be listened on: is another tool using it?")
                }
                return nil
            }
            group.addTask {
                try await server.waitUntilListening()
                StandardStreams.tell("listening on 127.0.0.1:\(port): press the extension's button in the browser")
                return await inbox.problems()
            }
            var received: [Received]?
            while received == nil, let result = try await group.next() { received = result }
            await server.stop(timeout: 2)
            group.cancelAll()
            try Task.checkCancellation()
            return received ?? []
        }
    }
}

/// What has arrived.
private actor Inbox {
    private let largestBatch: Int
    private var received: [CompanionListener.Received] = []
    /// The documents among them that could not be read.
    private var refused: Set<Data> = []
    /// What they were sent with.
    private var batch: CompanionTask.Batch?
    private let (stream, continuation) = AsyncStream<Void>.makeStream()
    private(set) var isComplete = false

    init(largestBatch: Int) { self.largestBatch = largestBatch }

    /// The problems, when all of the batch are there; none when the task is cancelled.
    func problems() async -> [CompanionListener.Received] {
        for await _ in stream where isComplete { break }
        return received
    }

    /// Takes what was posted, and says what was wrong with it.
    func take(_ request: HTTPRequest) async -> HTTPResponse {
        if let refusal = CompanionSender.refusal(request.headers) { return Self.response(.forbidden, refusal) }
        var bytes = Data()
        do {
            for try await part in request.bodySequence {
                bytes += part
                if bytes.count > CompanionTask.largestBytes {
                    return Self.response(.payloadTooLarge, "at most \(CompanionTask.largestBytes) bytes are taken")
                }
            }
        } catch {
            return Self.response(.badRequest, "the request broke off")
        }
        do throws(ProblemError) {
            return add(try CompanionTask(bytes, path: "the browser"))
        } catch {
            return refuse(bytes, error)
        }
    }

    private func add(_ task: CompanionTask) -> HTTPResponse {
        // The extension posts to all its ports, and to one twice where that stands in its list twice.
        if received.contains(where: { (try? $0.get()) == task }) { return Self.response(.ok, "taken already") }
        if let refusal = refusal(of: task.batch) { return refusal }
        note(.success(task), task.batch, TerminalText.line(task.name))
        return Self.response(.ok, "taken")
    }

    /// Refuses a document; one that says which batch it is of counts in that, which would be waited for for ever.
    private func refuse(_ bytes: Data, _ error: ProblemError) -> HTTPResponse {
        if let batch = CompanionTask.batch(in: bytes), refusal(of: batch) == nil {
            if refused.insert(bytes).inserted { note(.failure(error), batch, "a problem that cannot be taken") }
        } else {
            StandardStreams.complain("\(error)")
        }
        return Self.response(.badRequest, "\(error)")
    }

    /// Why nothing of a batch is taken now; nil where it is.
    private func refusal(of batch: CompanionTask.Batch?) -> HTTPResponse? {
        let size = batch?.size ?? 1
        guard (1...largestBatch).contains(size) else {
            return Self.response(.badRequest, "a batch of \(size); at most \(largestBatch) problems are taken")
        }
        guard !isComplete, received.isEmpty || batch?.id == self.batch?.id else {
            return Self.response(.conflict, "another batch is being taken")
        }
        return nil
    }

    private func note(_ item: CompanionListener.Received, _ batch: CompanionTask.Batch?, _ name: String) {
        self.batch = batch
        received.append(item)
        let size = batch?.size ?? 1
        isComplete = received.count >= size
        StandardStreams.tell("received \(received.count) of \(size): \(name)")
        continuation.yield()
    }

    private static func response(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
        HTTPResponse(statusCode: status, body: Data("\(text)\n".utf8))
    }
}
