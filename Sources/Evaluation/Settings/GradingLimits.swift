import Problems

/// By what limits the programs of a run are judged.
public struct GradingLimits: Sendable, Codable, Equatable {
    /// CPU time of one test where the problem states none, in ms.
    public var cpuMilliseconds: Int
    /// Memory of one test where the problem states none, in KiB.
    public var memoryKiB: Int
    /// Size of stdout where the problem states none, in bytes.
    public var outputBytes: Int
    /// By how much CPU limits are multiplied.
    public var timeScale: Double
    /// CPU time of one test of every problem, in ms, whatever the problem states; nil for the problem's own.
    public var overridingCPUMilliseconds: Int?
    /// Memory of one test of every problem, in KiB, whatever the problem states; nil for the problem's own.
    public var overridingMemoryKiB: Int?

    private enum CodingKeys: String, CodingKey {
        case cpuMilliseconds = "cpu_ms"
        case memoryKiB = "memory_kib"
        case outputBytes = "output_bytes"
        case timeScale = "time_scale"
        case overridingCPUMilliseconds = "overriding_cpu_ms"
        case overridingMemoryKiB = "overriding_memory_kib"
    }

    /// The limits that problems have unless they state others.
    public init(timeScale: Double = 1) {
        let limits = ProblemLimits()
        cpuMilliseconds = limits.cpuMilliseconds
        memoryKiB = limits.memoryKiB
        outputBytes = limits.outputBytes
        self.timeScale = timeScale
    }

    /// Gives a problem the limits that stand in place of its own.
    public func apply(to limits: inout ProblemLimits) {
        if let overridingCPUMilliseconds { limits.cpuMilliseconds = overridingCPUMilliseconds }
        if let overridingMemoryKiB { limits.memoryKiB = overridingMemoryKiB }
    }

    /// `6000 ms, 1048576 KiB, 67108864 bytes, time x1.0`, and what stands in place of every problem's own.
    public var text: String {
        let overriding = [
            overridingCPUMilliseconds.map { "\($0) ms" }, overridingMemoryKiB.map { "\($0) KiB" },
        ].compactMap { $0 }
        return "\(cpuMilliseconds) ms, \(memoryKiB) KiB, \(outputBytes) bytes, time x\(timeScale)"
            + (overriding.isEmpty ? "" : "; every problem \(overriding.joined(separator: ", "))")
    }
}
