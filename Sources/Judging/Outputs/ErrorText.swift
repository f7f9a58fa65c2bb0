/// What a program, or the runtime of its language, wrote when it failed.
struct ErrorText {
    private let lines: [String]

    /// Takes the lines that are not empty.
    init(_ lines: [String]) { self.lines = lines }

    /// The line that says what went wrong: of an exception's message its first, else the last that is no place, advice or property.
    var tellingLine: Substring? {
        (exceptionOfPython ?? exceptionWithFrames ?? panicOfGo ?? panicOfRust ?? abortion).map { Self.bare($0) }
            ?? lastToTell
    }

    /// A line without what it is indented by.
    private static func bare(_ line: String) -> Substring { line.drop { $0.isWhitespace || $0 == "\u{FFFD}" } }

    private static func isIndented(_ line: String) -> Bool {
        line.first.map { $0.isWhitespace || $0 == "\u{FFFD}" } ?? false
    }

    /// Below the places and their code, all of them indented.
    private var exceptionOfPython: String? {
        guard let place = lines.lastIndex(where: { $0.hasPrefix("  File \"") }) else { return nil }
        return lines[place...].first { !Self.isIndented($0) }
    }

    /// The exception above the last row of frames, in Java, Kotlin, JavaScript and C#.
    private var exceptionWithFrames: String? {
        let isFrame = lines.map { Self.isIndented($0) && Self.bare($0).hasPrefix("at ") }
        let starts = isFrame.indices.filter { isFrame[$0] && $0 > 0 && !isFrame[$0 - 1] }
        guard let start = starts.last else { return nil }
        let above = lines[..<start]
        return above.last { Self.isJava($0) } ?? above.last { Self.namesException($0) }
    }

    /// Whether a line says which exception ended a thread or brought another about, in Java, or is that of a panic in Rust.
    ///
    /// What stands above it is of earlier errors.
    static func beginsError(_ line: some StringProtocol) -> Bool { isJava(line) || isPanicOfRust(line) }

    private static func isJava(_ line: some StringProtocol) -> Bool {
        line.hasPrefix("Exception in thread ") || line.hasPrefix("Caused by: ")
    }

    private static func isPanicOfRust(_ line: some StringProtocol) -> Bool {
        line.hasPrefix("thread '") && line.contains(" panicked at ")
    }

    /// Whether a line begins with the name of an exception, and perhaps its message.
    private static func namesException(_ line: String) -> Bool {
        let name = line.prefix { $0.isLetter || $0.isNumber || "._$".contains($0) }
        let rest = line.dropFirst(name.count)
        return (name.hasSuffix("Error") || name.hasSuffix("Exception"))
            && (rest.isEmpty || [":", " [", " {"].contains { rest.hasPrefix($0) })
    }

    private var panicOfGo: String? {
        guard let routine = lines.firstIndex(where: { $0.hasPrefix("goroutine ") }) else { return nil }
        return lines[..<routine].last { line in ["panic: ", "fatal error: "].contains { line.hasPrefix($0) } }
    }

    /// The message, which is on the next line since Rust 1.73.
    private var panicOfRust: String? {
        guard let place = lines.lastIndex(where: { Self.isPanicOfRust($0) }) else { return nil }
        return lines[place].hasSuffix(":") && place + 1 < lines.count ? lines[place + 1] : lines[place]
    }

    /// What C++ says of an exception that nobody caught, and Swift of a trap.
    private var abortion: String? {
        lines.last { $0.hasPrefix("  what():  ") || $0.contains("Fatal error: ") }
    }

    /// Where nothing is known of the form.
    ///
    /// What Node and C++ in debug mode say comes before the properties of something, in
    /// braces.
    private var lastToTell: Substring? {
        let words = lines.map { Self.bare($0) }
        let told = words.filter { line in
            !["at ", "... ", "Node.js v", "(Use `node ", "note: run with"].contains { line.hasPrefix($0) }
        }
        func tells(_ line: Substring) -> Bool { line.contains { $0.isLetter || $0.isNumber } }
        guard let last = told.last, !tells(last) else { return told.last ?? words.last }
        return told.last { $0.prefix { $0.isLetter }.hasSuffix("Error") }
            ?? words.prefix { !$0.hasPrefix("at ") }.last(where: tells) ?? last
    }
}
