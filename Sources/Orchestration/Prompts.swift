import Digests
import Files
import FoundationEssentials

/// The texts that models are shown, with placeholders.
///
/// Benchmark-agnostic. They are files of this module, embedded in the program; a folder of the user's replaces some.
public struct Prompts: Sendable, Equatable {
    private let files: [String: PromptFile]

    /// The prompts of this version of atlas.
    public static let builtIn = Prompts(
        files: Name.allCases.map { PromptFile(name: $0.rawValue, contents: String(decoding: $0.bytes, as: UTF8.self)) })

    private init(files: [PromptFile]) {
        self.files = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0) })
    }

    /// The built-in prompts but for those that a folder has a file of the same name for.
    ///
    /// - Parameter folder: Holds `NAME.md` for each prompt that is replaced, and no other file.
    /// - Throws: `OrchestrationError.badPrompt` for a folder or file that cannot be read, a file that is no prompt, a
    ///   placeholder that the built-in prompt does not have, and one that is missing though nothing makes sense without it.
    public init(overriding folder: String) throws(OrchestrationError) {
        let names: [String]
        do throws(FileFailure) {
            names = try Folder.names(in: folder).sorted()
        } catch {
            throw .badPrompt(path: folder, reason: "\(error); expected a folder of prompts named as in --prompts")
        }
        var overrides: [String: String] = [:]
        for name in names {
            let path = "\(folder)/\(name)"
            guard name.hasSuffix(".md") else {
                throw .badPrompt(path: path, reason: "is no prompt; expected NAME.md, one of \"atlas prompts show\"")
            }
            do throws(FileFailure) {
                overrides[String(name.dropLast(3))] = try RegularFile.text(path)
            } catch {
                throw .badPrompt(path: path, reason: error.description)
            }
        }
        try self.init(overrides: overrides, from: folder)
    }

    /// The built-in prompts with the given files, by name, in place of some of them.
    ///
    /// - Parameters:
    ///   - overrides: Whole files by name.
    ///   - folder: Where they come from: named in errors.
    /// - Throws: `OrchestrationError.badPrompt` for a name or a placeholder that is not known, and one that is missing.
    public init(overrides: [String: String], from folder: String) throws(OrchestrationError) {
        var files = Self.builtIn.files
        for (name, contents) in overrides.sorted(by: { $0.key < $1.key }) {
            let path = "\(folder)/\(name).md"
            guard let known = files[name] else {
                throw .badPrompt(path: path, reason: "is no prompt; expected one of \"atlas prompts show\"")
            }
            let file = PromptFile(name: name, contents: contents)
            if let key = file.placeholders.first(where: { !known.placeholders.contains($0) }) {
                let expected = known.placeholders.map { "{{\($0)}}" }.joined(separator: ", ")
                throw .badPrompt(
                    path: path,
                    reason: "{{\(key)}} is not filled in here; expected \(expected.isEmpty ? "none" : expected)")
            }
            if file.text.allSatisfy(\.isWhitespace) { throw .badPrompt(path: path, reason: "is empty") }
            if let key = Name(rawValue: name)?.indispensable.first(where: { !file.placeholders.contains($0) }) {
                throw .badPrompt(
                    path: path, reason: "has no {{\(key)}}, without which it makes no sense; expected it in the text")
            }
            files[name] = file
        }
        self.files = files
    }

    /// All prompts, by name.
    public var all: [PromptFile] { files.values.sorted { $0.name < $1.name } }

    /// The files that differ from the built-in ones: what a record keeps, so that a replay asks the same.
    public var overrides: [String: String] {
        files.filter { $0.value != Self.builtIn.files[$0.key] }.mapValues(\.contents)
    }

    /// A short hash of every file: part of a run's fingerprint.
    public var fingerprint: String {
        var digest = ContentDigest()
        for file in all {
            digest.add(file.name)
            digest.add(file.contents)
        }
        return String(digest.hexadecimal.prefix(12))
    }

    /// A prompt with its placeholders filled in; what is filled in is not searched for placeholders.
    func text(_ name: Name, _ values: [String: String] = [:]) -> String {
        files[name.rawValue]?.text(values) ?? ""
    }
}

/// One prompt: a text with placeholders such as `{{statement}}`, and its version.
public struct PromptFile: Sendable, Equatable {
    /// Its name: that of the file without `.md`.
    public let name: String
    /// What its first line states, as `<!-- version 2 -->`; nil for a file that states none.
    public let version: Int?
    /// The whole file.
    public let contents: String
    /// What models are shown of it: without the line of the version and the line feed at the end.
    public let text: String

    /// Takes a file's contents.
    public init(name: String, contents: String) {
        self.name = name
        self.contents = contents
        var rest = contents[...]
        let first = rest.prefix { $0 != "\n" && $0 != "\r\n" }
        let words = first.split { $0 == " " }
        if words.count == 4, words[0] == "<!--", words[1] == "version", words[3] == "-->", let number = Int(words[2]) {
            version = number
            rest = rest[first.endIndex...].dropFirst()
        } else {
            version = nil
        }
        if rest.last == "\n" || rest.last == "\r\n" { rest.removeLast() }
        text = String(rest)
    }

    /// A short hash of the file.
    public var fingerprint: String {
        var digest = ContentDigest()
        digest.add(contents)
        return String(digest.hexadecimal.prefix(12))
    }

    /// The names of its placeholders, in order, each once.
    public var placeholders: [String] {
        var names: [String] = []
        _ = filled { name in
            if !names.contains(name) { names.append(name) }
            return nil
        }
        return names
    }

    /// The text with its placeholders filled in; what is filled in is not searched for placeholders, and those that no
    /// value is given for stay.
    public func text(_ values: [String: String]) -> String { filled { values[$0] } }

    /// The text with what `value` gives for each placeholder; those that it gives nothing for stay.
    private func filled(_ value: (String) -> String?) -> String {
        var rest = text[...]
        var result = ""
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            let key = rest.dropFirst(2).prefix { $0.isLetter || $0 == "_" }
            if rest.hasPrefix("{{"), !key.isEmpty, rest[key.endIndex...].hasPrefix("}}"), let value = value(String(key))
            {
                result += value
                rest = rest[key.endIndex...].dropFirst(2)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }
}
