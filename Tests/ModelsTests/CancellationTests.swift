import Dispatch
import ScriptedServer
import Synchronization
import TestSupport
import Testing

@testable import Models

/// Runs a task's steps, or keeps them back while it is held.
private final class HeldExecutor: TaskExecutor {
    private let state = Mutex<(isHeld: Bool, jobs: [UnownedJob])>((false, []))

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isKept = state.withLock { state in
            if state.isHeld { state.jobs.append(job) }
            return state.isHeld
        }
        if !isKept { run(job) }
    }

    func hold() { state.withLock { $0.isHeld = true } }

    func letGo() {
        let jobs = state.withLock { state in
            defer { state = (false, []) }
            return state.jobs
        }
        for job in jobs { run(job) }
    }

    private func run(_ job: UnownedJob) {
        DispatchQueue.global().async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

private func exchange(_ server: ScriptedServer, _ transport: Transport) throws -> ChatExchange {
    ChatExchange(
        address: try ServerAddress(parsing: server.baseURL), headers: ServerHeaders(), path: "/chat/completions",
        model: "m", key: nil, settings: Waits().settings, transport: transport)
}

@Test(arguments: [
    Fault("with its final event", OpenAIScript.completion(text: "ok")),
    Fault("without its final event", OpenAIScript.completion(text: "ok").dropLast() + [.close]),
])
func `an answer that has arrived outlives a cancellation`(_ answer: Fault) async throws {
    let gate = DispatchSemaphore(value: 0)
    let server = try ScriptedServer.start { _ in [.pause { gate.wait() }] + answer.steps }
    let transport = Transport()
    let exchange = try exchange(server, transport)
    let executor = HeldExecutor()
    let body = OpenAIRequest(model: "m").body(for: hello)
    let call = Task(executorPreference: executor) { try await exchange.answer(to: body, with: OpenAIAnswer()) }
    await server.waitUntil { $0.requests.count == 1 }
    // The answer arrives whole while the task that waits for it stands still; then the task is cancelled.
    executor.hold()
    gate.signal()
    #expect(await eventually { await transport.transfersInFlight() == 0 })
    call.cancel()
    executor.letGo()
    #expect(try await call.value.text == "ok")
    #expect(server.requests.count == 1)
}
