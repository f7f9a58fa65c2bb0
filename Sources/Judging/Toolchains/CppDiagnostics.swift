/// What a C++ compiler says of a submission that the driver includes.
enum CppDiagnostics {
    /// The errors without the lines that are about the driver's own text, which the solver has never seen.
    ///
    /// Where there are no others, the driver's sentence about what is amiss with the submission, or its first error.
    static func ofSubmission(_ text: String) -> String {
        var kept: [Substring] = []
        var drivers: [Substring] = []
        var isDrivers = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // The code below a message is indented.
            if line.first.map({ !$0.isWhitespace }) ?? true {
                isDrivers = [CppDriver.fileName + ":", "In file included from \(CppDriver.fileName)"].contains {
                    line.hasPrefix($0)
                }
            }
            if isDrivers { drivers.append(line) } else { kept.append(line) }
        }
        if kept.contains(where: { $0.contains("error: ") }) { return kept.joined(separator: "\n") }
        let errors = drivers.compactMap { line in
            line.firstRange(of: ": error: ").map { line[$0.upperBound...] }
        }
        guard let error = errors.first(where: { $0.hasPrefix("static") }) ?? errors.first else { return text }
        return "error: \(sentence(error) ?? error)\n"
    }

    /// What a static assertion says, without what it asserts.
    private static func sentence(_ error: Substring) -> Substring? {
        guard error.hasPrefix("static") else { return nil }
        let start = error.ranges(of: "': ").last ?? error.firstRange(of: "failed: ")
        return start.map { error[$0.upperBound...] }
    }
}
