/// The arguments of an `EXPLORE` line: `NAME=VALUE` on it, or `NAME: …` on lines of their own below it.
struct TextArguments {
    /// What was given, by name, as written.
    private(set) var values: [String: String] = [:]
    /// The line without its arguments.
    private(set) var rest: String
    /// The number of the first line that belongs to the action no more.
    private(set) var end: Int

    /// Reads what follows `ACTION:` and the lines below.
    init(_ words: Substring, below: ArraySlice<Substring>, _ arguments: ExploreArguments) {
        rest = String(words)
        end = below.startIndex
        guard !arguments.all.isEmpty else { return }
        // Free text goes to the end of its line: it is taken first, so that it is not read as other arguments.
        for argument in arguments.all.sorted(by: { $0.choices == nil && $1.choices != nil }) {
            take(argument)
        }
        takeLines(below, arguments)
    }

    private mutating func take(_ argument: any ExploreArgument) {
        let name = argument.name
        var start = rest.startIndex
        while start < rest.endIndex {
            let before = start == rest.startIndex ? " " : rest[rest.index(before: start)]
            let after = rest[start...].dropFirst(name.count)
            if !before.isLetter, rest[start...].prefix(name.count).lowercased() == name,
                let mark = after.drop(while: { $0 == " " }).first, mark == "=" || mark == ":"
            {
                let value = after.drop { $0 == " " }.dropFirst().drop { $0 == " " }
                let (text, stop) = Self.value(value, isWord: argument.choices != nil)
                values[name] = text
                rest = rest[..<start] + " " + rest[stop...]
                return
            }
            start = rest.index(after: start)
        }
    }

    /// A value in quotes, or a word, or all that follows; and where it ends.
    private static func value(_ text: Substring, isWord: Bool) -> (String, String.Index) {
        if let quote = text.first, quote == "\"" || quote == "'" || quote == "`",
            let close = text.dropFirst().firstIndex(of: quote)
        {
            return (String(text.dropFirst()[..<close]), text.index(after: close))
        }
        let body = isWord ? text.prefix { !$0.isWhitespace && !",;)]".contains($0) } : text
        return (String(trimmed(body)), body.endIndex)
    }

    private mutating func takeLines(_ below: ArraySlice<Substring>, _ arguments: ExploreArguments) {
        var current: String?
        for (number, line) in zip(below.indices, below) {
            let start = line.drop { " \t*#_->`".contains($0) }
            let label = start.prefix { $0.isLetter }
            let mark = start.dropFirst(label.count).drop { "*_` ".contains($0) }.first
            if let argument = arguments.all.first(where: { $0.name == label.lowercased() }), mark == ":" || mark == "="
            {
                guard values[argument.name] == nil else { return }
                let value = start.dropFirst(label.count).drop { "*_` :=".contains($0) }
                values[argument.name] = String(Self.trimmed(value))
                current = argument.choices == nil ? argument.name : nil
                end = number + 1
            } else if line.allSatisfy(\.isWhitespace) {
                current = nil
            } else if let name = current, !["action", "observation", "explore"].contains(label.lowercased()),
                !start.hasPrefix("```")
            {
                values[name] = "\(values[name] ?? "") \(Self.trimmed(line))"
                end = number + 1
            } else {
                return
            }
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop { $0.isWhitespace || "\"'*_`".contains($0) }
        while let last = rest.last, last.isWhitespace || "\"'*_`.".contains(last) { rest.removeLast() }
        return rest
    }
}
