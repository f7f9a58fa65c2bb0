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

    private enum CodingKeys: String, CodingKey {
        case cpuMilliseconds = "cpu_ms"
        case memoryKiB = "memory_kib"
        case outputBytes = "output_bytes"
        case timeScale = "time_scale"
    }

    /// The limits that problems have unless they state others.
    public init(timeScale: Double = 1) {
        let limits = ProblemLimits()
        cpuMilliseconds = limits.cpuMilliseconds
        memoryKiB = limits.memoryKiB
        outputBytes = limits.outputBytes
        self.timeScale = timeScale
    }

    /// `6000 ms, 1048576 KiB, 67108864 bytes, time x1.0`.
    public var text: String {
        "\(cpuMilliseconds) ms, \(memoryKiB) KiB, \(outputBytes) bytes, time x\(timeScale)"
    }
}
