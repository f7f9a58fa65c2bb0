import Files

/// Problems of any form that a command works on: bundled ones, folders, records of data files.
public struct ProblemSet: Sendable {
    /// One problem, its tests not read yet where it is a record.
    public struct Item: Sendable, Selectable {
        /// Where it comes from.
        enum Source: Sendable {
            case problem(Problem)
            case record(LCBIndex.Entry, of: LCBIndex)
        }

        let source: Source

        /// The problem's id.
        public var id: String { selectable.id }
        /// `easy`, `medium` or `hard`, when stated.
        public var difficulty: String? { selectable.difficulty }
        /// Where it was set, when stated.
        public var platform: String? { selectable.platform }
        /// The day of the contest, `YYYY-MM-DD`, when stated.
        public var contestDate: String? { selectable.contestDate }

        /// The record it is in a data file; nil for a problem in a folder.
        public var entry: LCBIndex.Entry? {
            guard case .record(let entry, _) = source else { return nil }
            return entry
        }

        /// Reads the problem.
        ///
        /// - Throws: `ProblemError`.
        public func problem() throws(ProblemError) -> Problem {
            switch source {
            case .problem(let problem): problem
            case .record(let entry, let index): try index.record(entry).problem()
            }
        }

        /// Reads the record that it is in a data file, its tests not decoded; nil for a problem in a folder.
        ///
        /// - Throws: `ProblemError`.
        public func record() throws(ProblemError) -> LCBRecord? {
            guard case .record(let entry, let index) = source else { return nil }
            return try index.record(entry)
        }

        private var selectable: any Selectable {
            switch source {
            case .problem(let problem): problem
            case .record(let entry, _): entry
            }
        }
    }

    /// The problems, in the order in which they were named.
    public let items: [Item]
    /// What is wrong with others: one error for each that was left out.
    public let faults: [ProblemError]

    /// Finds the problems that references stand for, and chooses among them.
    ///
    /// A reference is what `ProblemLocator.open` takes, or a data file, or a folder of problems: then all in it are meant. What is wrong with one problem of
    /// several is in `faults`.
    ///
    /// - Parameters:
    ///   - references: What the user wrote; nothing for all bundled problems.
    ///   - selection: Which of them are meant.
    ///   - library: The bundled problems; looked for only when they are needed.
    /// - Throws: `ProblemError` for a reference that stands for nothing, or the only fault there is.
    public init(
        _ references: [String], selection: ProblemSelection = ProblemSelection(),
        library: @autoclosure () throws(ProblemError) -> ProblemLibrary
    ) throws(ProblemError) {
        var found: [Item] = []
        var faults: [ProblemError] = []
        func add(_ library: ProblemLibrary) throws(ProblemError) {
            for name in try library.names() {
                do {
                    found.append(Item(source: .problem(try library.open(name))))
                } catch {
                    faults.append(error)
                }
            }
        }
        if references.isEmpty { try add(try library()) }
        for reference in references {
            if reference.hasSuffix(".jsonl"), !Paths.isFolder(reference) {
                let index = try LCBIndex.open(reference)
                found += index.entries.map { Item(source: .record($0, of: index)) }
                faults += index.faults
            } else if let library = Self.folderOfProblems(reference) {
                try add(library)
            } else {
                found.append(Item(source: .problem(try ProblemLocator.open(reference, library: library()))))
            }
        }
        if found.isEmpty, faults.count == 1 { throw faults[0] }
        items = try selection.apply(to: found, of: references.isEmpty ? "problems" : references.joined(separator: " "))
        self.faults = faults
    }

    /// A folder whose folders are problems, while it is none itself.
    private static func folderOfProblems(_ path: String) -> ProblemLibrary? {
        guard path.contains("/") || path.hasPrefix("."), let folder = try? PackageFolder(path),
            !ProblemFormats.isProblem(folder), let library = try? ProblemLibrary(folder: path),
            (try? library.names().isEmpty) == false
        else { return nil }
        return library
    }
}
