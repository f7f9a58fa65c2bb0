internal import CSandboxClient
import Glibc

extension SandboxPool {
    /// How many programs this process can run at once without sharing a core, at least 1.
    ///
    /// The cores it may use (`sched_setaffinity`, as `taskset` and Slurm set it), and no more than its cgroups give it
    /// time for (`cpu.max`, or `cpu.cfs_quota_us`, as Docker's `--cpus` sets them). More workers than this make programs
    /// wait for each other: their real time grows, and what they measure of themselves is no longer theirs.
    public static let availableCores = max(
        1, min(Int(sandbox_client_cores()), CPUQuota.cores.map { max(1, Int($0)) } ?? .max))
}

/// The CPU time that this process's cgroups give it, in cores; cgroups(7).
enum CPUQuota {
    /// The least of its own group and those above it; nil where none is limited.
    static var cores: Double? {
        var least: Double?
        for line in text(of: "/proc/self/cgroup").split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let path = String(fields[2])
            if fields[1].isEmpty {
                for mount in ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"] {
                    consider(&least, path) { folder in unified(text(of: "\(mount)\(folder)/cpu.max")) }
                }
            } else if fields[1].split(separator: ",").contains("cpu") {
                consider(&least, path) { folder in
                    let group = "/sys/fs/cgroup/\(fields[1])\(folder)"
                    return legacy(
                        quota: text(of: "\(group)/cpu.cfs_quota_us"), period: text(of: "\(group)/cpu.cfs_period_us"))
                }
            }
        }
        return least
    }

    /// `MAX PERIOD` of cgroup v2, in cores; `max` is no limit.
    static func unified(_ text: String) -> Double? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]), period > 0 else {
            return nil
        }
        return quota / period
    }

    /// The two files of cgroup v1, in cores; a quota of -1 is no limit.
    static func legacy(quota: String, period: String) -> Double? {
        guard let quota = Double(trimmed(quota)), let period = Double(trimmed(period)), quota > 0, period > 0 else {
            return nil
        }
        return quota / period
    }

    /// Looks at a group and those above it, as far as they can be seen from here.
    private static func consider(_ least: inout Double?, _ path: String, _ limit: (String) -> Double?) {
        var folder = path == "/" ? "" : path
        while true {
            if let found = limit(folder) { least = min(found, least ?? found) }
            guard let slash = folder.lastIndex(of: "/") else { return }
            folder = String(folder[..<slash])
        }
    }

    private static func trimmed(_ text: String) -> Substring {
        text.split(whereSeparator: \.isWhitespace).first ?? ""
    }

    private static func text(of path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let size = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer[..<size], as: UTF8.self)
    }
}
