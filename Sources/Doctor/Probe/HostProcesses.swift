import FoundationEssentials
import Glibc

/// The machine's processes, as `/proc` shows them.
enum HostProcesses {
    /// The processes that have a word on their command line, by number.
    static func carrying(_ word: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            contents(of: "/proc/\(process)/cmdline").split(separator: 0).contains { $0.elementsEqual(word.utf8) }
        }
    }

    /// The ancestor of a process that is a child of this one; nil where it has none.
    static func childOfOurs(above process: pid_t) -> pid_t? {
        var current = process
        while current > 1 {
            guard let parent = parent(of: current) else { return nil }
            if parent == getpid() { return current }
            current = parent
        }
        return nil
    }

    private static func parent(of process: pid_t) -> pid_t? {
        let status = String(decoding: contents(of: "/proc/\(process)/status"), as: UTF8.self)
        let line = status.split(separator: "\n").first { $0.hasPrefix("PPid:") }
        return line?.split(separator: "\t").last.flatMap { pid_t($0) }
    }

    private static func contents(of path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let size = fread(&buffer, 1, buffer.count, file)
        return Array(buffer[..<size])
    }
}
