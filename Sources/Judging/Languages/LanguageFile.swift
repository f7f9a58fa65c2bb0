import Files
import FoundationEssentials
import YAMLText
import Yams

/// A file of language rows, read but not yet checked: keys and values of each id, in the file's order.
struct LanguageFile {
    private var ids: [String] = []
    private var entries: [String: LanguageEntry] = [:]

    /// The rows that come with atlas.
    static func builtIn() throws(JudgingError) -> LanguageFile {
        try LanguageFile(String(decoding: PackageResources.languages_yaml, as: UTF8.self), path: "languages.yaml")
    }

    /// Reads a user's file.
    ///
    /// - Throws: `JudgingError.languageFile`.
    init(reading path: String) throws(JudgingError) {
        let bytes: Data
        do throws(FileFailure) {
            bytes = try RegularFile.read(path)
        } catch {
            throw .languageFile(path: path, line: nil, found: "\(error)", expected: "a YAML file of languages")
        }
        try self.init(String(decoding: bytes, as: UTF8.self), path: path)
    }

    init(_ text: String, path: String) throws(JudgingError) {
        let root: Node?
        do {
            root = try YAMLText.root(of: text)
        } catch {
            throw .languageFile(path: path, line: error.line, found: error.found, expected: error.expected)
        }
        guard let languages = root?.mapping?["languages"]?.mapping else {
            throw .languageFile(
                path: path, line: root?.line, found: "no mapping \"languages\"",
                expected: "\"languages:\" with ids")
        }
        for (key, value) in languages {
            guard let id = key.scalar?.string, let keys = value.mapping else {
                throw .languageFile(
                    path: path, line: key.line, found: "an entry that is no mapping", expected: "ID: with keys")
            }
            var entry = LanguageEntry(id: id, path: path)
            for (name, value) in keys {
                try entry.set(name.scalar?.string ?? "", value, line: name.line)
            }
            ids.append(id)
            entries[id] = entry
        }
    }

    /// These rows with those keys that another file names.
    func changed(by own: LanguageFile) -> LanguageFile {
        var result = self
        for id in own.ids {
            guard let entry = own.entries[id] else { continue }
            if let known = result.entries[id] {
                result.entries[id] = known.changed(by: entry)
            } else {
                result.ids.append(id)
                result.entries[id] = entry
            }
        }
        return result
    }

    /// The checked rows.
    ///
    /// - Throws: `JudgingError.languageFile`.
    func rows() throws(JudgingError) -> [Language] {
        var rows: [Language] = []
        for id in ids {
            guard let entry = entries[id] else { continue }
            let row = try resolved(entry, after: []).language()
            for suffix in row.suffixes {
                guard let other = rows.first(where: { $0.hasSuffix(suffix) }) else { continue }
                throw entry.failure(
                    "suffixes", found: "a list with \"\(suffix)\", which \"\(other.id)\" has",
                    expected: "suffixes of its own; name the others of \"\(other.id)\" anew to take this one from it")
            }
            rows.append(row)
        }
        let models = try rows.map { row throws(JudgingError) in try model(of: row.id) }
        return zip(rows, models).map { row, model in
            var row = row
            for (other, its) in zip(rows, models) where other.fence == row.fence || its == model {
                row.fenceTags.formUnion(
                    ([other.id, other.fence] + other.aliases + other.suffixes).map { $0.lowercased() })
            }
            row.fenceTags.remove("")
            return row
        }
    }

    /// The row that a row is like, or that is like another in turn; itself where it is like none.
    private func model(of id: String) throws(JudgingError) -> String {
        guard let other = try entries[id]?.text("like") else { return id }
        return try model(of: other)
    }

    /// An entry with what it has of the one it is like.
    private func resolved(_ entry: LanguageEntry, after seen: [String]) throws(JudgingError) -> LanguageEntry {
        guard let other = try entry.text("like") else { return entry }
        guard let model = entries[other], !seen.contains(other), other != entry.id else {
            throw entry.failure("like", found: "\"\(other)\"", expected: "the id of another language")
        }
        return try resolved(model, after: seen + [entry.id]).asModel.changed(by: entry)
    }
}
