/// What the user calls the folders that an import works in: errors name an archive and the path inside it, never what is gone when they
/// are read.
struct ImportPlaces {
    private var places: [(path: String, shown: String, separator: String)] = []

    /// Names a folder; what is in an archive follows a colon.
    mutating func name(_ path: String, _ shown: String, isArchive: Bool) {
        places.append((path, shown, isArchive ? ": " : "/"))
    }

    /// A text with such paths as the user knows them.
    func shown(_ text: String) -> String {
        // The last one named may be inside one that was named before.
        places.reversed().reduce(text) { text, place in
            text.replacing(place.path + "/", with: place.shown + place.separator)
                .replacing(place.path, with: place.shown)
        }
    }

    /// An error with such paths as the user knows them.
    func shown(_ error: ProblemError) -> ProblemError { error.mapped(shown) }
}

extension ProblemError {
    /// The same error with its texts changed.
    func mapped(_ change: (String) -> String) -> ProblemError {
        switch self {
        case .unknownProblem, .noLibrary: self
        case .unknownRecord(let path, let id, let nearest):
            .unknownRecord(path: change(path), id: id, nearest: nearest)
        case .recordNotNamed(let path, let example): .recordNotNamed(path: change(path), example: example)
        case .unreadable(let path, let reason): .unreadable(path: change(path), reason: change(reason))
        case .malformed(let path, let place, let found, let expected):
            .malformed(path: change(path), place: place, found: change(found), expected: change(expected))
        case .malformedYAML(let path, let line, let detail):
            .malformedYAML(path: change(path), line: line, detail: change(detail))
        case .unsupported(let path, let place, let feature):
            .unsupported(path: change(path), place: place, feature: feature)
        case .missingAnswer(let input): .missingAnswer(input: change(input))
        case .noTests(let problem): .noTests(problem: change(problem))
        case .notWritable(let problem, let reason): .notWritable(problem: problem, reason: change(reason))
        case .notExportable(let problem, let reason): .notExportable(problem: problem, reason: change(reason))
        }
    }
}
