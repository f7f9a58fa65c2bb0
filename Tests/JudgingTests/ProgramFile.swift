import Foundation
import Testing

@testable import Judging

/// Programs in a folder beside the tests, one idea a file, told in its first line.
struct ProgramFile: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String

    /// Whether it answers a call of `Solution.add`, by its name; else it is a program of its own.
    var isFunction: Bool { name.hasPrefix("function_") }

    /// What it does, from the first line.
    var idea: String {
        let line = source.split(whereSeparator: \.isNewline).first ?? ""
        return String(line.drop { "#/ \u{FEFF}".contains($0) })
    }

    var testDescription: String { name }

    /// The programs of a folder, by name.
    static func all(in folder: String) -> [ProgramFile] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().compactMap { name in
            let bytes = FileManager.default.contents(atPath: "\(path)/\(name)")
            return bytes.map { ProgramFile(name: name, source: String(decoding: $0, as: UTF8.self)) }
        }
    }
}
