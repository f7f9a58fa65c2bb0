/// Something wrong with a problem or a data set that the user gave: exit status 2.
public enum ProblemError: Error, Sendable, Equatable {
    /// There is no problem of that name; `nearest` is the closest known name.
    case unknownProblem(name: String, nearest: String?)
    /// No folder of bundled problems was found in any of these places.
    case noLibrary(searched: [String])
    /// A data set has no problem of that id; `nearest` is the closest one it has.
    case unknownRecord(path: String, id: String, nearest: String?)
    /// A data set of several records was named without saying which; `example` is the id of one.
    case recordNotNamed(path: String, example: String)
    /// A file cannot be read.
    case unreadable(path: String, reason: String)
    /// A file holds something unexpected at a place (`line 3`, `"difficulty"`, …): what was found, what is wanted.
    case malformed(path: String, place: String?, found: String, expected: String)
    /// A YAML file says something that has no meaning, at a line where that is known: what was found and what is wanted.
    case malformedYAML(path: String, line: Int?, detail: String)
    /// A file asks for something of its format that cannot be judged yet.
    case unsupported(path: String, place: String?, feature: String)
    /// An input has no expected output.
    case missingAnswer(input: String)
    /// There is nothing to judge with.
    case noTests(problem: String)
    /// A problem has something that LiveCodeBench's format has no field for.
    case notExportable(problem: String, reason: String)
    /// A problem has something that a problem package has no words for.
    case notWritable(problem: String, reason: String)

    /// The line it is about, when it names one.
    var line: Int? {
        guard case .malformed(_, let place?, _, _) = self, place.hasPrefix("line ") else { return nil }
        return Int(place.dropFirst(5))
    }
}
