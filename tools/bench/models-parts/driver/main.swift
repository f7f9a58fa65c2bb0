// Makes many calls with atlas's own client and prints what they took, as one JSON line: the part of `tools/bench/models`
// that measures. `openai_client.py` does the same with Python's client.
//
//   bench-models URL CALLS CONCURRENT SPREAD-MS [RECORD-FOLDER]
//
// The first CONCURRENT calls begin evenly over SPREAD-MS, so that later ones come as evenly, or in waves for 0.

import Glibc
import Models
import Synchronization

/// What the calls showed.
private final class Findings: Sendable {
    private let delays = Mutex<[Double]>([])
    func add(firstTokenMilliseconds: Double) { delays.withLock { $0.append(firstTokenMilliseconds) } }
    var sorted: [Double] { delays.withLock { $0.sorted() } }
}

private func nanoseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
}

private func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let parts = [usage.ru_utime, usage.ru_stime]
    return parts.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
}

private func peakKiB() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}

/// One call; the answer begins with the server's clock when it sent that.
private func call(_ model: any ChatModel, _ sample: Int, _ findings: Findings) async throws {
    let holder = Arrival()
    let prompt = String(repeating: "A line of a problem statement, as long as such lines are.\n", count: 60)
    let request = ChatRequest(messages: [.system("Answer."), .user(prompt)], maxTokens: 1000, sample: sample)
    let response = try await withFirstByteWatch({ holder.note(nanoseconds()) }) { () async throws(ModelError) in
        try await model.respond(to: request)
    }
    guard let sent = Int(response.text.prefix { $0 != " " }), let arrived = holder.first else { return }
    findings.add(firstTokenMilliseconds: Double(arrived - sent) / 1e6)
}

/// When the first byte was passed on.
private final class Arrival: Sendable {
    private let value = Mutex<Int?>(nil)
    var first: Int? { value.withLock { $0 } }
    func note(_ time: Int) { value.withLock { $0 = $0 ?? time } }
}

let arguments = CommandLine.arguments
guard arguments.count >= 5, let calls = Int(arguments[2]), let concurrent = Int(arguments[3]),
    let spread = Int(arguments[4])
else {
    fatalError("usage: bench-models URL CALLS CONCURRENT SPREAD-MS [RECORD-FOLDER]")
}
var settings = ClientSettings()
settings.limits = ModelLimits(concurrent: concurrent)
let client = try ChatClient(name: "bench", baseURL: arguments[1], model: "bench", settings: settings)
let model: any ChatModel =
    arguments.count > 5
    ? RecordingModel(wrapping: client, store: try CallStore(directory: arguments[5])) : client
private let findings = Findings()

// The first call opens what all later ones use.
try await call(model, calls, findings)
let (cpuBefore, wallBefore) = (cpuSeconds(), nanoseconds())
try await withThrowingTaskGroup(of: Void.self) { group in
    for sample in 0..<calls {
        if sample >= concurrent { try await group.next() }
        group.addTask {
            if sample < concurrent, spread > 0 {
                try await Task.sleep(for: .milliseconds(spread) * sample / concurrent)
            }
            try await call(model, sample, findings)
        }
    }
    try await group.waitForAll()
}
let wall = Double(nanoseconds() - wallBefore) * 1e-9
let cpu = cpuSeconds() - cpuBefore
let delays = findings.sorted
print(
    """
    {"calls":\(calls),"concurrent":\(concurrent),"wall_s":\(wall),"cpu_s":\(cpu),"peak_kib":\(peakKiB()),\
    "first_token_ms":\(delays[delays.count / 2]),"first_token_p95_ms":\(delays[delays.count * 95 / 100])}
    """)
