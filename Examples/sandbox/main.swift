import FoundationEssentials
import Sandbox

// A program of which nothing is known: it squares a number, and never ends for one below zero.
let source = """
    number = int(input())
    while number < 0:
        pass
    print(number * number)
    """
let program = SandboxFile(name: "square.py", contents: try SandboxInput(Data(source.utf8)))

// Warm launchers, as many as there are cores to use. Where nothing can be run, the error says how to mend it.
let pool = try SandboxPool()
try await pool.ensureReady()

@Sendable func run(on input: String, cpuMilliseconds: Int) async throws -> SandboxOutcome {
    try await pool.run(
        SandboxRequest(
            arguments: ["/usr/bin/python3", "-I", program.name],
            stdin: try SandboxInput(Data(input.utf8)),
            limits: SandboxLimits(cpuMilliseconds: cpuMilliseconds, memoryKiB: 64 * 1024),
            files: [program]))
}

// Any number of runs may be asked for at once; each waits for a free launcher.
let runs = ["12", "-1", "twelve"].map { input in
    (input, Task { try await run(on: input, cpuMilliseconds: 300) })
}
for (input, task) in runs {
    let outcome = try await task.value
    // What a program did is a value; an error is a failure of the sandbox, and says nothing of the program.
    switch outcome.end {
    case .exited(0): print("\(input): \(String(decoding: outcome.stdout, as: UTF8.self).dropLast())")
    case .exited(let status): print("\(input): failed with status \(status)")
    case .signaled(let signal): print("\(input): killed by signal \(signal)")
    case .limit(let limit): print("\(input): over its \(limit) limit")
    }
}

// Cancelling the task kills the run: when it throws, nothing of the program is alive.
let endless = Task { try await run(on: "-1", cpuMilliseconds: 60_000) }
endless.cancel()
do {
    _ = try await endless.value
} catch SandboxError.cancelled {
    print("cancelled")
}
await pool.shutDown()
