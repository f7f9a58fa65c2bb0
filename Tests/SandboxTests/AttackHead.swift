import FoundationEssentials
import Glibc
import Sandbox

/// The comment at the top of an attack: prose, an empty line, then fields, one a line.
struct AttackHead {
    /// A head that cannot be understood.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let file: String
    private let fields: [(name: String, value: String)]

    /// The fields there are; each but `Arguments` at most once.
    private static let names = [
        "Arguments", "Command", "Collected", "Collects", "Contents", "Ends", "Limits", "Outside", "Prints", "Refused",
        "Stdin",
    ]

    /// Reads the head of a file.
    ///
    /// - Throws: `Failure`, when it does not say what it tries, what a contained result is, and how the run ends.
    init(_ file: String) throws {
        self.file = file
        let text = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: "\(Programs.attacks)/\(file)")), as: UTF8.self)
        let lines = Self.comment(text)
        guard let gap = lines.firstIndex(of: ""), !lines[0].isEmpty else {
            throw Failure(description: "\(file): its head has no fields; expected prose, an empty line, fields")
        }
        guard lines[..<gap].contains(where: { $0.hasPrefix("Contained: ") || $0.hasPrefix("Judged rightly: ") }) else {
            throw Failure(description: "\(file): its head does not say \"Contained:\" or \"Judged rightly:\"")
        }
        fields = try lines[(gap + 1)...].filter { !$0.isEmpty }.map { line in
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            guard parts.count == 2, Self.names.contains(parts[0]) else {
                throw Failure(description: "\(file): \"\(line)\"; expected one of \(Self.names), a colon, a value")
            }
            return (parts[0], parts[1])
        }
        for name in Self.names where name != "Arguments" && all(name).count > 1 {
            throw Failure(description: "\(file): \"\(name)\" is there \(all(name).count) times; expected once")
        }
    }

    /// The lines of the comment with which a text starts, without the signs of a comment.
    private static func comment(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let sign = text.hasPrefix("/*") ? "" : text.hasPrefix("//") ? "//" : "#"
        var comment: [String] = []
        for line in lines {
            if sign.isEmpty {
                let isLast = line.hasSuffix("*/")
                var part = (isLast ? line.dropLast(2) : line)[...]
                for start in ["/*", " *"] where part.hasPrefix(start) { part = part.dropFirst(2) }
                comment.append(trimmed(part))
                if isLast { break }
            } else {
                guard line.hasPrefix(sign) else { break }
                comment.append(trimmed(line.dropFirst(sign.count)))
            }
        }
        return comment
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    func first(_ name: String) -> String? { all(name).first }

    func list(_ name: String) -> [String] { first(name)?.components(", ") ?? [] }

    func one(_ name: String) throws -> String {
        guard let value = first(name) else { throw Failure(description: "\(file): there is no \"\(name):\"") }
        return value
    }

    /// "exit 3", "signal 9" or "limit memory".
    func end(_ text: String) throws -> SandboxOutcome.End {
        let words = text.components(" ")
        if words.count == 2 {
            if words[0] == "exit", let status = Int(words[1]) { return .exited(status) }
            if words[0] == "signal", let signal = Int(words[1]) { return .signaled(signal) }
            if words[0] == "limit", let limit = SandboxOutcome.Limit(rawValue: words[1]) { return .limit(limit) }
        }
        throw Failure(description: "\(file): it ends as \"\(text)\"; expected \"exit N\", \"signal N\", \"limit NAME\"")
    }

    /// The usual limits but for those named: "cpu 300 ms, wall 200 ms, memory 64 MiB".
    func limits(_ usual: SandboxLimits) throws -> SandboxLimits {
        var limits = usual
        for text in list("Limits") {
            let words = text.components(" ")
            guard words.count == 3, let number = Int(words[1]) else {
                throw Failure(description: "\(file): the limit \"\(text)\"; expected a name, a number, a unit")
            }
            switch (words[0], words[2]) {
            case ("cpu", "ms"): limits.cpuMilliseconds = number
            case ("wall", "ms"): limits.wallMilliseconds = number
            case ("memory", "MiB"): limits.memoryKiB = number * 1024
            default:
                throw Failure(description: "\(file): the limit \"\(text)\"; expected cpu or wall in ms, memory in MiB")
            }
        }
        return limits
    }

    /// As many bytes as "10 MiB" or "9 bytes" say, of which the first are "as it was".
    func stdin() throws -> SandboxInput {
        guard let size = first("Stdin") else { return .empty }
        let words = size.components(" ")
        guard words.count == 2, let number = Int(words[0]), words[1] == "bytes" || words[1] == "MiB" else {
            throw Failure(description: "\(file): the input \"\(size)\"; expected \"N bytes\" or \"N MiB\"")
        }
        var bytes = Data(repeating: UInt8(ascii: "."), count: number * (words[1] == "MiB" ? 1 << 20 : 1))
        let start = Data("as it was".utf8).prefix(bytes.count)
        bytes.replaceSubrange(..<start.count, with: start)
        return try SandboxInput(bytes)
    }
}
