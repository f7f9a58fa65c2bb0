extension ProblemError: CustomStringConvertible {
    /// One line: where, what was found, what was expected or what to do.
    ///
    /// Names and values from files are shown with their control characters escaped: an error is one line, and nothing
    /// that a file holds can steer a terminal.
    public var description: String {
        var line = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                line += scalar.escaped(asASCII: true)
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    private var text: String {
        switch self {
        case .unknownProblem(let name, let nearest):
            "\"\(name)\": there is no such problem; "
                + Self.suggestion(nearest, otherwise: "\"atlas problems list\" shows the bundled ones")
        case .noLibrary(let searched):
            "no bundled problems in \(searched.joined(separator: ", ")); "
                + "name their folder with --problems DIR or ATLAS_PROBLEMS"
        case .unknownRecord(let path, let id, let nearest):
            "\(path): no problem has the id \"\(id)\"; "
                + Self.suggestion(nearest, otherwise: "expected the id of one that is there")
        case .recordNotNamed(let path, let example):
            "\(path): it holds more than one problem; add #ID to name one, such as \(path)#\(example)"
        case .unreadable(let path, let reason):
            "\(path): \(reason)"
        case .malformed(let path, let place, let found, let expected):
            "\(Self.location(path, place)): \(found); expected \(expected)"
        case .malformedYAML(let path, let line, let detail):
            "\(path):\(line.map { "\($0):" } ?? "") \(detail)"
        case .unsupported(let path, let place, let feature):
            "\(Self.location(path, place)): \(feature) cannot be judged yet"
        case .missingAnswer(let input):
            "\(input): this input has no answer; expected a file of the same name ending in .ans beside it"
        case .noTests(let problem):
            "\(problem): there are no tests; an empty test suite accepts nothing"
        case .notWritable(let problem, let reason):
            "\(problem): cannot be written as a problem package: \(reason)"
        case .notExportable(let problem, let reason):
            "\(problem): cannot be written as a LiveCodeBench record: \(reason)"
        }
    }

    private static func suggestion(_ nearest: String?, otherwise: String) -> String {
        nearest.map { "did you mean \"\($0)\"?" } ?? otherwise
    }

    /// `file:3` for `line 3`, else `file: place`.
    private static func location(_ path: String, _ place: String?) -> String {
        guard let place else { return path }
        if place.hasPrefix("line ") { return "\(path):\(place.dropFirst(5))" }
        return "\(path): \(place)"
    }
}
