import FoundationEssentials
import Glibc
import Synchronization

/// The machine's processes, to see whether a run left any: each test puts a marker of its own on the command line.
public enum HostProcesses {
    private static let markers = Atomic<Int>(0)

    /// A word that no other process has on its command line.
    public static func newMarker() -> String {
        "atlas-marker-\(getpid())-\(markers.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    /// The processes that have a word on their command line, by number.
    public static func carrying(_ marker: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard let file = fopen("/proc/\(process)/cmdline", "r") else { return false }
            defer { fclose(file) }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let size = fread(&buffer, 1, buffer.count, file)
            return buffer[..<size].split(separator: 0).contains { $0.elementsEqual(marker.utf8) }
        }
    }

    /// The living children of a process, by number.
    public static func children(of parent: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard let file = fopen("/proc/\(process)/stat", "r") else { return false }
            defer { fclose(file) }
            var buffer = [UInt8](repeating: 0, count: 1024)
            let line = String(decoding: buffer[..<fread(&buffer, 1, buffer.count, file)], as: UTF8.self)
            // The name is in parentheses and may hold any character; after it come the state and the parent.
            return line.split(separator: ")").last?.split(separator: " ").dropFirst().first == "\(parent)"
        }
    }
}
