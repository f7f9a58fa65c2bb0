import YAMLText

/// A file of language rows, read but not yet checked: keys and values of each id, in the file's order.
struct LanguageFile {
    private var ids: [String] = []
    private var entries: [String: LanguageEntry] = [:]

    /// The rows that come with atlas.
    static func builtIn() throws(JudgingError) -> LanguageFile {
        let text = String(decoding: PackageResources.languages_yaml, as: UTF8.self)
        return try LanguageFile(LanguageEntry(text, path: "languages.yaml"))
    }

    /// Reads a user's file.
    ///
    /// - Throws: `JudgingError.languageFile`.
    init(reading path: String) throws(JudgingError) {
        try self.init(LanguageEntry(reading: path, expected: "a YAML file of languages"))
    }

    private init(_ file: YAMLFields<JudgingError>) throws(JudgingError) {
        try file.check(keys: ["languages"])
        for (id, entry) in try file.mappings(below: "languages") {
            try entry.checkKeys()
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
                result.entries[id] = entry.completed(by: known)
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
            let row = try resolved(entry, id, after: []).language(id)
            for suffix in row.suffixes {
                guard let other = rows.first(where: { $0.hasSuffix(suffix) }) else { continue }
                throw try entry.wrong(
                    "suffixes", is: "a list with \"\(suffix)\", which \"\(other.id)\" has",
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
    private func resolved(
        _ entry: LanguageEntry, _ id: String, after seen: [String]
    ) throws(JudgingError) -> LanguageEntry {
        guard let other = try entry.text("like") else { return entry }
        guard let model = entries[other], !seen.contains(other), other != id else {
            throw try entry.wrong("like", expected: "the id of another language")
        }
        return entry.completed(by: try resolved(model, other, after: seen + [id]).asModel)
    }
}
