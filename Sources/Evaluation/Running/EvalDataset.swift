import Digests
import Files
import FoundationEssentials
import Judging
import Problems

/// The problems of an evaluation: those of a LiveCodeBench file, of the folder that the official files lie in, of problem
/// packages, or the bundled ones.
public struct EvalDataset: Sendable {
    /// One problem, its tests not read yet where it is a record.
    public struct Item: EvalItem {
        /// Its place among the problems that are meant, in the data set's order or as they were mixed.
        public let position: Int
        /// What is known without reading its tests.
        public let problem: EvalProblem
        fileprivate let source: ProblemSet.Item

        /// Reads the problem.
        ///
        /// - Throws: `ProblemError`.
        public func read() throws(ProblemError) -> Problem { try source.problem() }

        /// Reads the record that it is in a LiveCodeBench file, its tests not decoded; nil for a problem in a folder.
        ///
        /// - Throws: `ProblemError`.
        public func record() throws(ProblemError) -> LCBRecord? { try source.record() }
    }

    /// What the user called it.
    public let name: String
    /// SHA-256 of all of it, chosen or not, in hexadecimal: of a file's bytes, of folders what models are shown and
    /// verdicts depend on.
    public let digest: String
    /// The problems that are meant.
    public let items: [Item]
    /// What is wrong with others.
    public let faults: [ProblemError]

    /// Finds the problems that are meant, without reading their tests.
    ///
    /// - Parameters:
    ///   - reference: A `.jsonl` file, a folder with the official files (`test.jsonl`, `test2.jsonl`, …), a folder of
    ///     problem packages, a bundled problem, or `bundled` for all of those.
    ///   - release: Which of the official files are meant; nil for all.
    ///   - selection: Which problems of them.
    ///   - excludesErrata: Whether those are left out that the errata of LiveCodeBench would not count.
    ///   - library: The bundled problems.
    /// - Throws: `ProblemError`; `JudgingError` for a checker or interactor that cannot be read.
    public init(
        _ reference: String, release: LCBRelease? = nil, selection: ProblemSelection, excludesErrata: Bool = false,
        library: @autoclosure () throws(ProblemError) -> ProblemLibrary
    ) throws {
        name = reference
        let files = try Self.files(reference, release)
        let references = reference == "bundled" ? [] : files ?? [reference]
        let all = try ProblemSet(references, library: library())
        let chosen = try selection.apply(to: all.items, of: reference)
        var items: [Item] = []
        for source in chosen {
            let problem: EvalProblem
            if let entry = source.entry {
                problem = EvalProblem(entry)
            } else {
                problem = EvalProblem(try source.problem())
            }
            if excludesErrata, problem.excluded != nil { continue }
            items.append(Item(position: items.count, problem: problem, source: source))
        }
        self.items = items
        faults = all.faults
        // One file is called by its own digest, as every other tool prints it.
        if let files, files.count == 1 {
            digest = try LCBIndex.open(files[0]).digest
        } else {
            var digest = ContentDigest()
            if let files {
                for file in files { digest.add(try LCBIndex.open(file).digest) }
            } else {
                for item in all.items { try Self.add(try item.problem(), to: &digest) }
            }
            self.digest = digest.hexadecimal
        }
    }

    /// Refuses, before a call is paid for, problems whose time multipliers name languages that are not there; records have none.
    ///
    /// - Throws: `JudgingError.unknownMultiplier`; `ProblemError`.
    public func checkMultipliers(in languages: LanguageTable) throws {
        for item in items where item.source.entry == nil { try languages.check(try item.read()) }
    }

    /// Finds out whether records can be read at all, before a call is paid for.
    ///
    /// - Parameter isNew: Whether a problem was not looked at by an earlier session of the run.
    /// - Returns: What is wrong with them.
    public func check(_ isNew: (String) -> Bool) -> [ProblemError] {
        var faults = faults
        for item in items where isNew(item.problem.id) {
            do throws(ProblemError) {
                _ = try item.source.record()
            } catch {
                faults.append(error)
            }
        }
        return faults
    }

    /// The files that a reference stands for; nil when they are problem packages.
    private static func files(_ reference: String, _ release: LCBRelease?) throws(ProblemError) -> [String]? {
        if reference.hasSuffix(".jsonl"), !Paths.isFolder(reference) {
            guard let release else { return [reference] }
            throw .malformed(
                path: reference, place: nil, found: "one file, of which no release can be told",
                expected: "for --release \(release) the folder with \(release.files.joined(separator: ", "))")
        }
        let official = LCBRelease.latest.files.map { "\(reference)/\($0)" }
        let present = official.filter { FileManager.default.fileExists(atPath: $0) }
        guard let release else { return present.isEmpty ? nil : present }
        let wanted = release.files.map { "\(reference)/\($0)" }
        if let missing = wanted.first(where: { !present.contains($0) }) {
            throw .unreadable(path: missing, reason: "is not there; --release \(release) needs it")
        }
        return wanted
    }

    /// Everything of a problem that a verdict depends on, and what a model is shown.
    private static func add(_ problem: Problem, to digest: inout ContentDigest) throws {
        digest.add([problem.id, problem.title, problem.statement, "\(problem.interface)"])
        digest.add("\(problem.publicTests.count) public tests")
        try digest.add(judging: problem, tests: problem.allTests, language: nil)
    }
}

extension LCBRelease {
    /// All that is published.
    fileprivate static let latest: LCBRelease = {
        guard let release = LCBRelease("release_latest") else { preconditionFailure("release_latest is a release") }
        return release
    }()
}
