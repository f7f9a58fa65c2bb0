import FoundationEssentials

/// The cases and batches that `init.yml` lists, or that the names in the archive tell.
///
/// What a case does not say, its batch says, else the root.
struct DMOJTests {
    let folder: PackageFolder
    let unpacked: PackageFolder?
    let settings: YAMLFile

    /// A batch, or a case that stands alone.
    private struct Entry {
        var cases: [Case] = []
        /// What says so; nil where it was matched by its name.
        var settings: YAMLFile?
        var isBatch: Bool

        /// All or nothing, unless a checker may give some of the points.
        var aggregation: TestGroup.Aggregation {
            guard cases.contains(where: \.mayGivePoints) else { return .passFail }
            return isBatch ? .minimum : .sum
        }
    }

    private struct Case {
        var input: TestData
        var expected: TestData
        var points: Double
        var comparison: Comparison

        var mayGivePoints: Bool { if case .checker = comparison { true } else { false } }
    }

    /// The groups and the tests, each with its comparison.
    ///
    /// A batch gives its points when all its cases are accepted, or the least that a checker gives one of them; each other
    /// case is a group of its own. Where one that gives no points is not accepted, DMOJ judges nothing after it.
    ///
    /// - Throws: `ProblemError`.
    func read() throws(ProblemError) -> (TestGroup, [TestCase]) {
        var root = TestGroup(name: "secret", aggregation: .sum)
        var tests: [TestCase] = []
        var batches: [String: String] = [:]
        var gates: [String] = []
        for (index, entry) in try entries().enumerated() {
            let points = entry.cases.first?.points ?? 0
            var group = TestGroup(
                name: "secret/\(Self.number(index))", maximumPoints: points, aggregation: entry.aggregation,
                requiredGroups: gates)
            for (index, item) in entry.cases.enumerated() {
                let name = "\(group.name)/\(Self.number(index))"
                group.tests.append(name)
                tests.append(
                    TestCase(
                        name: name, group: .private, input: item.input, expected: item.expected,
                        comparison: item.comparison, points: points))
            }
            for word in try entry.settings?.words("dependencies") ?? [] {
                guard let batch = batches[word] else {
                    throw try (entry.settings ?? settings).wrong(
                        "dependencies", word: word, expected: "numbers of batches that come before it")
                }
                if !group.requiredGroups.contains(batch) { group.requiredGroups.append(batch) }
            }
            if entry.isBatch { batches["\(batches.count + 1)"] = group.name }
            if points == 0 { gates.append(group.name) }
            root.groups.append(group)
        }
        return (root, tests)
    }

    private static func number(_ index: Int) -> String { index < 9 ? "0\(index + 1)" : "\(index + 1)" }

    private func entries() throws(ProblemError) -> [Entry] {
        let isPattern = try settings.isMapping("test_cases")
        if !isPattern, let list = try settings.list("test_cases") { return try list.map(listed) }
        guard let unpacked else {
            throw .malformed(
                path: settings.path, place: try settings.place("test_cases"),
                found: "\(isPattern ? "\"test_cases\" with patterns" : "no \"test_cases\"") and no \"archive\"",
                expected: "a list of cases, or an archive in which names are matched")
        }
        return try DMOJNames(settings: settings).entries(in: unpacked).map { entry throws(ProblemError) in
            var found = Entry(isBatch: entry.isBatch)
            for pair in entry.cases {
                found.cases.append(try testCase(pair.input, pair.output, [settings], points: entry.points))
            }
            return found
        }
    }

    private func listed(_ entry: YAMLFile) throws(ProblemError) -> Entry {
        guard entry.keys.contains("batched") else {
            try DMOJKeys.check(entry, .testCase)
            return Entry(cases: [try listedCase([entry, settings])], isBatch: false)
        }
        try DMOJKeys.check(entry, .batch)
        guard let cases = try entry.list("batched"), !cases.isEmpty else {
            throw try entry.wrong("batched", expected: "a list of cases")
        }
        var batch = Entry(settings: entry, isBatch: true)
        for item in cases {
            try DMOJKeys.check(item, .testCase)
            batch.cases.append(try listedCase([item, entry, settings]))
        }
        guard Set(batch.cases.map(\.points)).count == 1 else {
            throw .unsupported(
                path: settings.path, place: try entry.place("batched"),
                feature: "a batch whose cases have different points")
        }
        return batch
    }

    private func listedCase(_ levels: [YAMLFile]) throws(ProblemError) -> Case {
        let names = try ["in", "out"].map { key throws(ProblemError) in
            try first(levels, with: key)?.text(key)
        }
        for (key, name) in zip(["in", "out"], names) {
            guard let name else { continue }
            let place = try first(levels, with: key)?.place(key)
            for folder in [folder, unpacked].compactMap(\.self) {
                _ = try folder.kind(name, namedIn: settings.path, place: place)
            }
            if try file(name) == nil {
                throw .malformed(
                    path: settings.path, place: place,
                    found: "\"\(name)\" is not there", expected: "a file in \((unpacked ?? folder).path)")
            }
        }
        return try testCase(names[0], names[1], levels)
    }

    /// A case of two files; without an input file the input is empty.
    private func testCase(
        _ input: String?, _ output: String?, _ levels: [YAMLFile], points: Double? = nil
    ) throws(ProblemError) -> Case {
        let comparison =
            if let level = try first(levels, with: "checker") {
                try DMOJChecker.comparison(level, folder)
            } else {
                try DMOJChecker.comparison(settings, folder)
            }
        if output == nil {
            guard case .checker = comparison else {
                throw .malformed(
                    path: settings.path, place: try levels.first?.place("in"),
                    found: "\(input.map { "the input \"\($0)\"" } ?? "a case") without an output",
                    expected: "\"out\", a file's name")
            }
        }
        let own = try first(levels, with: "points")?.number("points", in: 0...1e9, meaning: "a number of points")
        let isBinary = try first(levels, with: "binary_data").map(Self.isBinary) ?? false
        return Case(
            input: try data(input, isBinary), expected: try data(output, isBinary), points: points ?? own ?? 1,
            comparison: comparison)
    }

    private static func isBinary(_ level: YAMLFile) throws(ProblemError) -> Bool {
        switch try level.text("binary_data")?.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw try level.wrong("binary_data", expected: "true or false")
        }
    }

    /// The innermost that has a value for the key.
    private func first(_ levels: [YAMLFile], with key: String) throws(ProblemError) -> YAMLFile? {
        for level in levels where try level.place(key) != nil { return level }
        return nil
    }

    /// Where a file is: beside `init.yml`, else in the archive; nil when it is nowhere.
    private func file(_ name: String) throws(ProblemError) -> (place: PackageFolder, path: String)? {
        for place in [folder, unpacked].compactMap(\.self) where try place.kind(name) == .file {
            return (place, place.path(name))
        }
        return nil
    }

    /// A file's bytes as DMOJ hands them over: every line ends in LF, unless they are binary.
    private func data(_ name: String?, _ isBinary: Bool) throws(ProblemError) -> TestData {
        guard let name, let (place, path) = try file(name) else { return .bytes(Data()) }
        try FileContents.check(place.size(name), path, atMost: TestData.largestBytes)
        if isBinary { return .file(path: path) }
        let bytes = try TestData.file(path: path).load()
        guard let last = bytes.last, last != 10 || bytes.contains(13) else { return .file(path: path) }
        var lines = Data(capacity: bytes.count + 1)
        var isAfterReturn = false
        for byte in bytes {
            if byte != 10 || !isAfterReturn { lines.append(byte == 13 ? 10 : byte) }
            isAfterReturn = byte == 13
        }
        if lines.last != 10 { lines.append(10) }
        return .bytes(lines)
    }
}
