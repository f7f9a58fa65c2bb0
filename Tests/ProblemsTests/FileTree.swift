import FoundationEssentials
import Glibc

/// A folder of files made for one test, removed with the value.
final class FileTree: Sendable {
    let path: String

    /// Makes the files; a text beginning with `-> ` makes a link to what follows.
    init(_ files: [String: String]) throws {
        path = try Self.emptyFolder()
        for (name, text) in files { try add(name, text) }
    }

    func add(_ name: String, _ text: some StringProtocol) throws {
        try add(name, Data(text.utf8))
    }

    func add(_ name: String, _ data: Data) throws {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        if data.starts(with: Data("-> ".utf8)) {
            let target = String(decoding: data.dropFirst(3), as: UTF8.self)
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
        } else {
            try data.write(to: file)
        }
    }

    /// A text with the folder's changing path shown as `DIR`.
    func stable(_ text: String) -> String { text.replacing(path, with: "DIR") }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private static func emptyFolder() throws -> String {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/problems-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
