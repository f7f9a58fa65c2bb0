import FoundationEssentials
import Glibc

/// The machine that a part of a run was made on.
public struct HostDescription: Sendable, Codable, Hashable {
    /// Its name.
    public var name: String
    /// The processor, as `/proc/cpuinfo` names it; empty where it does not.
    public var processor: String
    /// Its processors.
    public var cores: Int
    /// The kernel: name, release and architecture.
    public var kernel: String

    /// Describes this machine.
    public static func current() -> HostDescription {
        var names = utsname()
        uname(&names)
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return HostDescription(
            name: text(names.nodename), processor: processorName(), cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            kernel: "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))")
    }

    private static func processorName() -> String {
        guard let bytes = try? Data(contentsOf: URL(filePath: "/proc/cpuinfo")) else { return "" }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) } ?? ""
    }
}
