/// Cases and batches told by the names of an archive's files, as DMOJ's judge does where `init.yml` lists none.
struct DMOJNames {
    let settings: YAMLFile

    /// A batch, or a case that stands alone.
    struct Entry {
        /// The names of its files, in order.
        var cases: [(input: String?, output: String?)] = []
        var isBatch: Bool
        /// What it is worth; nil for the root's points.
        var points: Double?
    }

    /// What a group of a pattern matched: a number, or else a text, which comes before all numbers.
    private enum Key: Hashable, Comparable {
        case text(String)
        case number(Int)

        init(_ match: Substring) { self = Int(match).map(Key.number) ?? .text(String(match)) }
    }

    /// The entries, in order.
    ///
    /// - Throws: `ProblemError.malformed`, `.malformedYAML`.
    func entries(in folder: PackageFolder) throws(ProblemError) -> [Entry] {
        let isPattern = try settings.isMapping("test_cases")
        let known = ["input_format", "output_format", "case_points"]
        if isPattern { try settings.check(keys: known, below: "test_cases") }
        var groups: [Key: [Key: (input: String?, output: String?)]] = [:]
        var batches: Set<Key> = []
        let names = try Self.names(in: folder)
        for (key, word) in [("test_cases.input_format", "in"), ("test_cases.output_format", "out")] {
            let regex = try pattern(isPattern ? key : nil, word)
            for name in names {
                guard let match = (try? regex.prefixMatch(in: name)).flatMap(\.self) else { continue }
                guard let number = match.output["case"]?.substring.map(Key.init) else {
                    throw try settings.wrong(
                        key, expected: "a pattern with a group (?P<case>…) that \"\(name)\" matches")
                }
                let batch = match.output["batch"]?.substring.map(Key.init)
                if let batch { batches.insert(batch) }
                var pair = groups[batch ?? number]?[number] ?? (nil, nil)
                guard word == "in" ? pair.input == nil : pair.output == nil else {
                    throw .malformed(
                        path: settings.path, place: try settings.place(isPattern ? key : "archive"),
                        found: "\"\(name)\" and \"\((word == "in" ? pair.input : pair.output) ?? "")\" for one case",
                        expected: "names that differ by their numbers")
                }
                if word == "in" { pair.input = name } else { pair.output = name }
                groups[batch ?? number, default: [:]][number] = pair
            }
        }
        var entries = groups.sorted { $0.key < $1.key }.map { key, cases in
            Entry(cases: cases.sorted { $0.key < $1.key }.map(\.value), isBatch: batches.contains(key))
        }
        if isPattern, let points = try settings.words("test_cases.case_points") {
            for index in entries.indices {
                guard index < points.count, let value = Double(points[index]), (0...1e9).contains(value) else {
                    throw try settings.wrong("test_cases.case_points", expected: "points for \(entries.count) entries")
                }
                entries[index].points = value
            }
        }
        return entries
    }

    /// The pattern that a key gives, else DMOJ's own for names such as `sum.1-2.in`: batch 1, case 2.
    private func pattern(_ key: String?, _ word: String) throws(ProblemError) -> Regex<AnyRegexOutput> {
        let own = if let key { try settings.text(key) } else { nil as String? }
        let text = own ?? #"^(?=.*?\.\#(word)|\#(word)).*?(?:(?:^|\W)(?P<batch>\d+)[^\d\s]+)?(?P<case>\d+)[^\d\s]*$"#
        guard let regex = try? Regex(text) else {
            throw try settings.wrong(key ?? "test_cases", expected: "a regular expression")
        }
        return regex.ignoresCase().matchingSemantics(.unicodeScalar)
    }

    /// The files of a folder, with those in folders of it.
    private static func names(in folder: PackageFolder, below place: String = "") throws(ProblemError) -> [String] {
        var names: [String] = []
        for entry in try folder.entries(place) {
            let name = place.isEmpty ? entry.name : "\(place)/\(entry.name)"
            names += entry.kind == .file ? [name] : try Self.names(in: folder, below: name)
        }
        return names
    }
}
