import FoundationEssentials
import Glibc
import Sandbox

extension Check {
    /// Four processes, each within the limit, together over it by half; the same with enough room is the control.
    static let memory = Check(.memory) { bench in
        let (limit, room) = (64 * 1024, 256 * 1024)
        let held = try await bench.inside(["memory", "4", "24", "2000"]) { $0.memoryKiB = limit }
        let fast = try await bench.inside(["memory", "1", "160", "0"]) { $0.memoryKiB = limit }
        let control = try await bench.inside(["memory", "4", "24", "0"]) { $0.memoryKiB = room }
        let holder = held.outcome.mechanisms.memory
        return .limited(
            [held, fast], by: .memory, control: control, mechanism: holder.text(polled: "/proc every 10 ms"),
            evidence:
                "4 processes of 24 MiB each were ended at a limit of 64 MiB; one that takes 160 MiB as fast as it "
                + "can was seen with \(fast.outcome.peakKiB / 1024) MiB"
        ).weaker(
            unless: holder != .polled,
            "between two looks at /proc a tree can use more, and sockets hold up to 64 MiB a process")
    }

    /// More processes than allowed, all there at once.
    ///
    /// The limit ends the run, or the kernel refuses what goes beyond it, whichever comes first.
    static let processCount = Check(.processCount) { bench in
        let (attack, limit) = (["crowd", "40"], 16)
        let held = try await bench.inside(attack) { $0.processes = limit }
        let control = try await bench.inside(attack) { $0.processes = 64 }
        let mechanism =
            "RLIMIT_NPROC"
            + (held.outcome.mechanisms.processes == .polled
                ? "" : ", \(held.outcome.mechanisms.processes.text(polled: ""))")
        guard control.answer.number("made") == 40 else {
            return Result(
                state: .unproven, mechanism: mechanism,
                evidence: "even where 64 are allowed, 40 could not be made: \(control.outcome.end)")
        }
        let made = held.answer.number("made")
        let isHeld = held.outcome.end == .limit(.processes) || made.map { $0 <= limit } ?? false
        return Result(
            state: isHeld ? .held : .broken, mechanism: mechanism,
            evidence: "a program that makes 40 at once "
                + (made.map { "was let make \($0)" } ?? "was ended") + " at a limit of \(limit)")
    }

    /// CPU time burnt in a thread, in a child and in an orphan; and in short children that nobody reaps.
    static let cpu = Check(.cpu) { bench in
        let held = try await bench.inside(["cpu", "1500"]) { $0.cpuMilliseconds = 150 }
        let control = try await bench.inside(["cpu", "20"])
        let hidden = try await bench.inside(["cpu-hidden", "25", "4"])
        let (counted, burnt) = (hidden.outcome.cpuMilliseconds, Double(hidden.answer.number("burnt-ms") ?? 0))
        let result = Result.limited(
            [held], by: .cpu, control: control,
            mechanism: held.outcome.mechanisms.cpu.text(polled: "rusage, /proc every 10 ms"),
            evidence:
                "a thread, a child and an orphan were ended after \(Int(held.outcome.cpuMilliseconds)) ms at a limit "
                + "of 150 ms; of \(Int(burnt)) ms in short children that nobody reaps \(Int(counted)) ms were counted")
        guard control.outcome.cpuMilliseconds >= 57 else {
            return Result(
                state: .broken, mechanism: result.mechanism,
                evidence: "of 60 ms of CPU time \(Int(control.outcome.cpuMilliseconds)) ms were counted")
        }
        return result.weaker(unless: counted >= 0.9 * burnt, "children of less than 10 ms can hide their time")
    }

    /// A program that sleeps.
    static let realTime = Check(.realTime) { bench in
        let held = try await bench.inside(["sleep", "8000"]) { $0.wallMilliseconds = 100 }
        let control = try await bench.inside(["sleep", "1"])
        return .limited(
            [held], by: .wall, control: control, mechanism: "clock of the keeper",
            evidence: "a sleeping program was ended after \(Int(held.outcome.wallMilliseconds)) ms at a limit of 100 ms"
        )
    }

    /// A flood on stdout.
    static let output = Check(.output) { bench in
        let held = try await bench.inside(["flood", "4096"]) { $0.outputBytes = 64 * 1024 }
        let control = try await bench.inside(["flood", "32"]) { $0.outputBytes = 64 * 1024 }
        guard held.outcome.stdout.count <= 64 * 1024, control.outcome.stdout.count == 32 * 1024 else {
            return Result(
                state: .broken, mechanism: "pipes that are counted",
                evidence: "\(held.outcome.stdout.count) bytes were kept at a limit of 65536, "
                    + "\(control.outcome.stdout.count) of 32768 that were allowed")
        }
        return .limited(
            [held], by: .output, control: control, mechanism: "pipes that are counted",
            evidence: "a program that writes 4 MiB was ended at a limit of 64 KiB")
    }

    /// A file that is too large, and too many files.
    static let workFolder = Check(.workFolder) { bench in
        let held = try await bench.inside(["fill", "8192", "4096"]) { $0.workFolderKiB = 2048 }
        let control = try await bench.inside(["fill", "64", "16"])
        let mechanism = "tmpfs with a size"
        guard let written = held.answer.number("written-kib"), let files = held.answer.number("files"),
            held.outcome.end == .exited(0)
        else {
            return Result(state: .unproven, mechanism: mechanism, evidence: "the attack ended as \(held.outcome.end)")
        }
        let evidence = "\(written) KiB and \(files) files fit a folder of 2048 KiB; more was refused"
        guard held.answer.reached.isEmpty, written <= 2048 else {
            return Result(state: .broken, mechanism: mechanism, evidence: evidence)
        }
        let isToldApart = control.answer.reached.count == 2
        return Result(state: isToldApart ? .held : .unproven, mechanism: mechanism, evidence: evidence)
    }

}

extension Check.Result {
    /// The result of attacks that must end by a limit, where the control, which stays below it, ends well.
    static func limited(
        _ attacks: [Bench.Run], by limit: SandboxOutcome.Limit, control: Bench.Run, mechanism: String, evidence: String
    ) -> Check.Result {
        for attack in attacks where attack.outcome.end != .limit(limit) {
            return Check.Result(
                state: .broken, mechanism: mechanism,
                evidence: "it should have ended by its limit, but ended as \(attack.outcome.end)")
        }
        guard control.outcome.end == .exited(0) else {
            return Check.Result(
                state: .unproven, mechanism: mechanism,
                evidence: "it was ended, but so was one that stays below the limit: \(control.outcome.end)")
        }
        return Check.Result(
            state: .held, mechanism: mechanism, evidence: evidence + "; below the limit it runs to its end")
    }
}

extension SandboxMechanisms.Mechanism {
    /// As the table shows it; without a control group it is another's work.
    fileprivate func text(polled: String) -> String {
        switch self {
        case .cgroupV1: "cgroup v1"
        case .cgroupV2: "cgroup v2"
        case .polled: polled
        }
    }
}
