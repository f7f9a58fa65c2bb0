/// Pairs the inputs in a folder with their answers.
struct TestPairs {
    /// One input with its answer.
    struct Pair {
        /// The input's path below the folder searched, without `.in` or `.IN`.
        let name: String
        /// The input's file.
        let input: String
        /// The answer's file.
        let answer: String
    }

    /// How deep folders are followed: more means a link that leads in a circle.
    private static let deepest = 8

    let package: PackageFolder
    /// How an answer's file may end, such as `.ans`.
    let answerEndings: [String]

    /// All pairs below a folder, in natural order of their names; none when there is no such folder.
    ///
    /// Files with other endings are no tests and are passed over. Nothing is read: the files may be large.
    ///
    /// - Parameter folder: Relative to the package.
    /// - Returns: The pairs.
    /// - Throws: `ProblemError.missingAnswer`; `.malformed` for an answer without input, or several files for one.
    func pairs(in folder: String) throws(ProblemError) -> [Pair] {
        guard try package.kind(folder) == .folder else { return [] }
        var pairs: [Pair] = []
        try collect(folder, prefix: "", depth: 0, into: &pairs)
        return pairs.sorted { NaturalOrder.precedes($0.name, $1.name) }
    }

    private func collect(
        _ folder: String, prefix: String, depth: Int, into pairs: inout [Pair]
    ) throws(ProblemError) {
        guard depth < Self.deepest else {
            throw .malformed(
                path: package.path(folder), place: nil, found: "folders nested more than \(Self.deepest) deep",
                expected: "tests nearer to the top, and no link that leads in a circle")
        }
        let entries = try package.entries(folder)
        var (inputs, answers): ([String: [String]], [String: [String]]) = ([:], [:])
        for entry in entries where entry.kind == .file {
            if let stem = entry.name.without(".in") {
                inputs[stem, default: []].append(entry.name)
            } else if let stem = answerEndings.lazy.compactMap(entry.name.without).first {
                answers[stem, default: []].append(entry.name)
            }
        }
        for entry in entries {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .folder {
                try collect(path, prefix: "\(prefix)\(entry.name)/", depth: depth + 1, into: &pairs)
            } else if let stem = entry.name.without(".in") {
                guard let answers = answers[stem] else { throw .missingAnswer(input: package.path(path)) }
                try check(answers, "answers", of: path)
                try check(inputs[stem] ?? [], "inputs", of: path)
                let answer = "\(folder)/\(answers[0])"
                for file in [path, answer] {
                    try FileContents.check(package.size(file), package.path(file), atMost: TestData.largestBytes)
                }
                pairs.append(Pair(name: prefix + stem, input: package.path(path), answer: package.path(answer)))
            } else if let stem = answerEndings.lazy.compactMap(entry.name.without).first, inputs[stem] == nil {
                throw .malformed(
                    path: package.path(path), place: nil, found: "an answer without an input",
                    expected: "\(stem).in beside it")
            }
        }
    }

    /// Checks that a test has one file of a kind, not several.
    private func check(_ files: [String], _ kind: String, of path: String) throws(ProblemError) {
        guard files.count > 1 else { return }
        throw .malformed(
            path: package.path(path), place: nil, found: "two \(kind), \(files[0]) and \(files[1])", expected: "one")
    }
}

extension TestPairs.Pair {
    /// The test, its data left in their files.
    func test(named name: String, in group: TestCase.Group) -> TestCase {
        TestCase(name: name, group: group, input: .file(path: input), expected: .file(path: answer))
    }
}

extension String {
    /// The text before an ending, be it in capitals as archives from Windows have it; nil when it ends otherwise, or is
    /// the ending alone.
    fileprivate func without(_ ending: String) -> String? {
        utf8.count > ending.utf8.count && suffix(ending.count).lowercased() == ending
            ? String(dropLast(ending.count)) : nil
    }
}
