import FoundationEssentials
import Glibc

/// How long the machine's processors were idle, all together: tells a program that slept from one that had to wait.
///
/// Source: proc(5), `/proc/stat`: the fourth and fifth number of `cpu` are idle time and time of waiting for disks.
struct MachineLoad {
    private let idleMilliseconds: Double?

    /// Looks now; where `/proc/stat` cannot be read, no machine counts as busy.
    init() {
        idleMilliseconds = Self.read()
    }

    private static func read() -> Double? {
        let file = open("/proc/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let size = Glibc.read(file, &bytes, bytes.count)
        guard size > 0 else { return nil }
        let line = String(decoding: bytes[..<size].prefix { $0 != 10 }, as: UTF8.self)
        let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard numbers.count >= 5 else { return nil }
        return (numbers[3] + numbers[4]) * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Whether since then, over some real time, less than a third of one processor was left over.
    func wasBusy(forMilliseconds wall: Double) -> Bool {
        guard let before = idleMilliseconds, let now = Self.read() else { return false }
        return now - before < wall / 3
    }
}
