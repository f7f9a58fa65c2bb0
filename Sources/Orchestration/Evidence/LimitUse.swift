import Judging
import Problems

/// Says how much of its limits a program used.
struct LimitUse {
    /// CPU time of one test, in ms.
    let cpuMilliseconds: Int
    /// Memory of one test, in KiB.
    let memoryKiB: Int

    /// The limits of a problem for programs of a language, what its runtime needs included.
    init(limits: ProblemLimits, language: Language) {
        let cpu = Double(limits.cpuMilliseconds(language: language.id)) * language.allowance.timeMultiplier
        cpuMilliseconds = Int(cpu) + language.allowance.cpuMilliseconds
        memoryKiB = limits.memoryKiB + language.allowance.memoryKiB
    }

    /// `cpu 120 of 2000 ms, 30 of 256 MiB`.
    func text(_ cpuMilliseconds: Double, _ peakKiB: Int) -> String {
        "cpu \(Int(cpuMilliseconds.rounded(.up))) of \(self.cpuMilliseconds) ms, "
            + "\((peakKiB + 1023) / 1024) of \(memoryKiB / 1024) MiB"
    }
}
