import Glibc
import Sandbox

extension Check {
    /// Ends as limits and launchers do.
    static let ends = Check(.ends) { bench in
        let expected: [(arguments: [String], end: SandboxOutcome.End)] = [
            (["exit", "0"], .exited(0)), (["exit", "3"], .exited(3)), (["exit", "137"], .exited(137)),
            (["signal", "\(SIGKILL)"], .signaled(Int(SIGKILL))), (["signal", "\(SIGXCPU)"], .signaled(Int(SIGXCPU))),
            (["signal", "\(SIGSYS)"], .signaled(Int(SIGSYS))),
        ]
        for (arguments, end) in expected {
            let told = try await bench.inside(["end"] + arguments).outcome.end
            guard told == end else {
                return Result(
                    state: .broken, mechanism: "wait status",
                    evidence: "\(arguments.joined(separator: " ")) was told as \(told)")
            }
        }
        return Result(
            state: .held, mechanism: "wait status",
            evidence: "\(expected.count) ends that mimic limits and launchers were told as they were")
    }

    /// Leaves a daemon behind.
    static let nothingLeft = Check(.nothingLeft) { bench in
        let (word, other) = (bench.newWord(), bench.newWord())
        let mounts = try mountCount()
        _ = try await bench.inside(["orphan", word])
        let left = HostProcesses.carrying(word)
        for process in left { kill(process, SIGKILL) }
        try bench.start(["orphan", other]).wait()
        let outside = HostProcesses.carrying(other)
        for process in outside { kill(process, SIGKILL) }
        let mechanism = "pid and mount namespace"
        guard left.isEmpty, try mountCount() <= mounts else {
            return Result(
                state: .broken, mechanism: mechanism,
                evidence: left.isEmpty ? "a mount was left" : "a daemon was left; it has been killed")
        }
        return Result(
            state: outside.isEmpty ? .unproven : .held, mechanism: mechanism,
            evidence: "a daemon was gone with its run; outside it stays, until it is killed")
    }

    /// Kills the launcher in the middle of a run.
    static let lostLauncher = Check(.lostLauncher) { bench in
        let word = bench.newWord()
        let mechanism = "parent's death signal, pid namespace"
        let pool = try SandboxPool(workers: 1, launcherPath: bench.pool.launcherPath)
        let request = bench.request(["sleep", "8000", word])
        let run = Task { () async throws(SandboxError) -> SandboxOutcome in try await pool.run(request) }
        defer { run.cancel() }
        let isThere = try await within(.seconds(5)) { !HostProcesses.carrying(word).isEmpty }
        guard isThere, let program = HostProcesses.carrying(word).first,
            let launcher = HostProcesses.childOfOurs(above: program)
        else {
            return Result(state: .unproven, mechanism: mechanism, evidence: "the launcher's process was not found")
        }
        kill(launcher, SIGKILL)
        let isGone = try await within(.seconds(5)) { HostProcesses.carrying(word).isEmpty }
        for process in HostProcesses.carrying(word) { kill(process, SIGKILL) }
        await pool.shutDown()
        return Result(
            state: isGone ? .held : .broken, mechanism: mechanism,
            evidence: isGone ? "its run was gone with it" : "its run went on; it has been killed")
    }

    /// Waits until something holds, and says whether it came to hold.
    private static func within(_ patience: Duration, _ holds: () -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + patience
        while !holds() {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(1))
        }
        return true
    }

    private static func mountCount() throws(DoctorError) -> Int {
        guard let file = fopen("/proc/self/mountinfo", "r") else {
            throw .failed(object: "/proc/self/mountinfo", errno: errno)
        }
        defer { fclose(file) }
        var count = 0
        while true {
            let byte = fgetc(file)
            if byte == EOF { return count }
            if byte == Int32(UInt8(ascii: "\n")) { count += 1 }
        }
    }
}
