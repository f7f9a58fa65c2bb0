/// Pairs the inputs in a folder with their answers.
struct TestPairs {
    /// One input with its answer.
    struct Pair {
        /// The input's path below the folder searched, without `.in`.
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
    /// - Throws: `ProblemError.missingAnswer`; `.malformed` for an answer without input, or two answers of one input.
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
        var files = Set<String>()
        for entry in entries where entry.kind == .file { files.insert(entry.name) }
        for entry in entries {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .folder {
                try collect(path, prefix: "\(prefix)\(entry.name)/", depth: depth + 1, into: &pairs)
            } else if let stem = entry.name.without(".in") {
                let answer = try answer(of: stem, in: folder, files)
                for file in [path, "\(folder)/\(answer)"] {
                    try FileContents.check(package.size(file), package.path(file), atMost: TestData.largestBytes)
                }
                pairs.append(
                    Pair(name: prefix + stem, input: package.path(path), answer: package.path("\(folder)/\(answer)")))
            } else if let stem = answerEndings.lazy.compactMap(entry.name.without).first, !files.contains(stem + ".in")
            {
                throw .malformed(
                    path: package.path(path), place: nil, found: "an answer without an input",
                    expected: "\(stem).in beside it")
            }
        }
    }

    private func answer(of stem: String, in folder: String, _ files: Set<String>) throws(ProblemError) -> String {
        let answers = answerEndings.map { stem + $0 }.filter(files.contains)
        guard let answer = answers.first else {
            throw .missingAnswer(input: package.path("\(folder)/\(stem).in"))
        }
        guard answers.count == 1 else {
            throw .malformed(
                path: package.path("\(folder)/\(stem).in"), place: nil,
                found: "two answers, \(answers.joined(separator: " and "))", expected: "one")
        }
        return answer
    }
}

extension TestPairs.Pair {
    /// The test, its data left in their files.
    func test(named name: String, in group: TestCase.Group) -> TestCase {
        TestCase(name: name, group: group, input: .file(path: input), expected: .file(path: answer))
    }
}

extension String {
    /// The text before an ending; nil when it ends otherwise, or is the ending alone.
    fileprivate func without(_ ending: String) -> String? {
        hasSuffix(ending) && utf8.count > ending.utf8.count ? String(dropLast(ending.count)) : nil
    }
}
