import Glibc

/// Fills the placeholders of a language's commands.
struct CommandTemplate {
    /// What single words stand for, such as `{source}`; a word may hold them anywhere.
    var texts: [String: String] = [:]
    /// What a word that is nothing but the placeholder stands for: any number of words, such as `{flags}`.
    var lists: [String: [String]] = [:]

    /// The placeholders in a word, whether they are known or not.
    static func placeholders(in word: String) -> [String] {
        word.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}"), end > part.startIndex else { return nil }
            let name = part[..<end]
            return name.allSatisfy({ $0 == "_" || $0.isLetter }) ? "{\(name)}" : nil
        }
    }

    func words(_ command: [String]) -> [String] {
        command.flatMap { word in lists[word] ?? [text(word)] }
    }

    func text(_ word: String) -> String {
        guard word.contains("{") else { return word }
        return texts.reduce(word) { $0.replacing($1.key, with: $1.value) }
    }

    /// One command for several, each run if the one before went well.
    ///
    /// - Parameter commands: Commands with placeholders.
    /// - Returns: The only command, or a shell's that runs them.
    func words(all commands: [[String]]) -> [String] {
        let filled = commands.map { words($0) }
        guard filled.count != 1 else { return filled[0] }
        let script = filled.map { $0.map(Self.quoted).joined(separator: " ") }.joined(separator: " && ")
        return ["/bin/sh", "-c", script]
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

/// The host paths that patterns of glob(3) stand for.
enum PathPattern {
    static func paths(_ patterns: [String]) -> [String] {
        patterns.flatMap { pattern in
            var matches = glob_t()
            defer { globfree(&matches) }
            guard glob(pattern, 0, nil, &matches) == 0 else { return [String]() }
            return (0..<Int(matches.gl_pathc)).compactMap { matches.gl_pathv[$0].map { String(cString: $0) } }
        }
    }
}
