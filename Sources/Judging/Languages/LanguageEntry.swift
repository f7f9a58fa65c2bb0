import YAMLText
import Yams

/// The keys and values of one language, with the places they came from.
struct LanguageEntry {
    private struct Value {
        let node: Node
        let path: String
        let line: Int?
    }

    let id: String
    private let path: String
    private var values: [String: Value] = [:]

    /// What an entry may say; `languages.yaml` explains each.
    private static let keys: Set<String> = [
        "like", "name", "aliases", "suffixes", "fence", "source", "source_name", "compiler", "interpreter", "flags",
        "compile", "precompiled_header", "product", "run", "environment", "read_only_paths", "shows_compiler",
        "memory_extra_mib", "time_multiplier", "time_extra_ms", "processes", "compile_memory_mib", "compile_cpu_ms",
        "compile_processes", "functions", "error_line", "error_frame", "memory_error", "refused_calls",
        "any_bytes", "install",
    ]

    init(id: String, path: String) {
        self.id = id
        self.path = path
    }

    mutating func set(_ key: String, _ node: Node, line: Int?) throws(JudgingError) {
        guard Self.keys.contains(key) else {
            throw .languageFile(
                path: path, line: line, found: "\"\(key)\" of \"\(id)\"",
                expected: "one of \(Self.keys.sorted().joined(separator: ", "))")
        }
        values[key] = Value(node: node, path: path, line: line)
    }

    /// This entry with the keys that another names.
    func changed(by other: LanguageEntry) -> LanguageEntry {
        var result = LanguageEntry(id: other.id, path: other.path)
        result.values = values.merging(other.values) { _, new in new }
        return result
    }

    /// What an entry that is like this one takes over.
    var asModel: LanguageEntry {
        var result = self
        for key in ["like", "name", "aliases", "suffixes"] { result.values[key] = nil }
        return result
    }

    func failure(_ key: String, found: String, expected: String) -> JudgingError {
        let value = values[key]
        return .languageFile(
            path: value?.path ?? path, line: value?.line, found: "\"\(key)\" of \"\(id)\" is \(found)",
            expected: expected)
    }

    func text(_ key: String) throws(JudgingError) -> String? {
        guard let value = values[key] else { return nil }
        guard let text = value.node.scalar?.string else { throw failure(key, found: "no text", expected: "a text") }
        return text
    }

    func words(_ key: String) throws(JudgingError) -> [String]? {
        guard let value = values[key] else { return nil }
        guard let words = value.node.sequence?.map({ $0.scalar?.string }), !words.contains(nil) else {
            throw failure(key, found: "no list of texts", expected: "a list such as [a, b]")
        }
        return words.compactMap { $0 }
    }

    func flag(_ key: String) throws(JudgingError) -> Bool? {
        guard let value = values[key] else { return nil }
        guard let flag = value.node.bool else { throw failure(key, found: "no truth", expected: "true or false") }
        return flag
    }

    func number(_ key: String, _ range: ClosedRange<Double>) throws(JudgingError) -> Double? {
        guard let value = values[key] else { return nil }
        guard let number = value.node.scalar.flatMap({ Double($0.string) }), range.contains(number) else {
            throw failure(
                key, found: value.node.scalar?.string ?? "no number",
                expected: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func texts(_ key: String) throws(JudgingError) -> [String: String]? {
        guard let value = values[key] else { return nil }
        var texts: [String: String] = [:]
        for (name, text) in value.node.mapping ?? [:] {
            guard let name = name.scalar?.string, let text = text.scalar?.string else {
                throw failure(key, found: "no mapping of texts", expected: "a mapping such as {NAME: value}")
            }
            texts[name] = text
        }
        return texts
    }

    /// One command, or several; words are split at spaces.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - texts: The placeholders that a word may hold.
    ///   - lists: Those that are words of their own.
    /// - Returns: The commands; nil when there is no such key.
    /// - Throws: `JudgingError.languageFile`, also for a placeholder that is not known.
    func commands(_ key: String, texts: [String], lists: [String] = []) throws(JudgingError) -> [[String]]? {
        guard let value = values[key] else { return nil }
        let lines: [String] = if let line = value.node.scalar?.string { [line] } else { try words(key) ?? [] }
        let commands = lines.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
        for word in commands.joined() where !lists.contains(word) {
            guard let unknown = CommandTemplate.placeholders(in: word).first(where: { !texts.contains($0) }) else {
                continue
            }
            let alone = lists.isEmpty ? "" : ", or as words of their own \(lists.joined(separator: ", "))"
            throw failure(
                key, found: "a command with \(unknown), which is no placeholder there",
                expected: texts.joined(separator: ", ") + alone)
        }
        return commands
    }

    func tool(_ key: String) throws(JudgingError) -> Language.Tool? {
        guard let value = values[key] else { return nil }
        var entry = LanguageEntry(id: "\(id): \(key)", path: value.path)
        let known = ["programs", "version", "root", "program", "script"]
        for (name, node) in value.node.mapping ?? [:] {
            guard let name = name.scalar?.string, known.contains(name) else {
                throw failure(key, found: "of another form", expected: "a mapping of \(known.joined(separator: ", "))")
            }
            entry.values[name] = Value(node: node, path: value.path, line: node.line)
        }
        guard let programs = try entry.words("programs"), !programs.isEmpty else {
            throw failure(key, found: "without \"programs\"", expected: "names to look for on PATH")
        }
        return Language.Tool(
            programs: programs, version: try entry.words("version") ?? ["--version"],
            root: try entry.words("root") ?? [], program: try entry.text("program"),
            isScript: try entry.flag("script") ?? false)
    }
}

extension LanguageEntry {
    /// The row that the keys describe.
    ///
    /// - Throws: `JudgingError.languageFile`.
    func language() throws(JudgingError) -> Language {
        guard let name = try text("name") else {
            throw failure("name", found: "missing", expected: "a name for people")
        }
        guard let source = try text("source"), !source.contains("/"), !source.isEmpty else {
            throw failure("source", found: "missing or no file name", expected: "a file name such as solution.rb")
        }
        guard let run = try commands("run", texts: ["{interpreter}", "{source}", "{class}", "{memory_mib}"]),
            run.count == 1, !run[0].isEmpty
        else {
            throw failure("run", found: "missing", expected: "one command")
        }
        let compilation = try compilation()
        let interpreter = try tool("interpreter")
        guard compilation != nil || interpreter != nil else {
            throw failure("interpreter", found: "missing, and so is \"compiler\"", expected: "one of the two")
        }
        return Language(
            id: id, name: name, aliases: try words("aliases") ?? [], suffixes: try words("suffixes") ?? [],
            fence: try text("fence") ?? id, compilation: compilation, interpreter: interpreter, run: run[0],
            environment: try texts("environment") ?? [:], readOnlyPaths: try words("read_only_paths") ?? [],
            allowance: try allowance(), functions: try functions(), errorLine: try pattern("error_line"),
            errorFrame: try errorFrame(),
            refusedCalls: try words("refused_calls") ?? [], memoryErrors: try words("memory_error") ?? [],
            takesAnyBytes: try flag("any_bytes") ?? false,
            install: try text("install") ?? name, sourceName: source, isNamedByClass: try isNamedByClass())
    }

    private func compilation() throws(JudgingError) -> Language.Compilation? {
        guard let compiler = try tool("compiler") else { return nil }
        let commands = try commands(
            "compile", texts: ["{compiler}", "{compiler_folder}", "{source}", "{class}"],
            lists: ["{flags}", "{header}"])
        guard let commands, !commands.isEmpty, commands.allSatisfy({ !$0.isEmpty }) else {
            throw failure("compile", found: "missing", expected: "a command such as \"{compiler} -o program {source}\"")
        }
        return Language.Compilation(
            compiler: compiler, flags: try words("flags") ?? [], commands: commands,
            precompiledHeader: try text("precompiled_header"), product: try text("product") ?? "program",
            showsCompiler: try flag("shows_compiler") ?? false,
            memoryKiB: Int(try number("compile_memory_mib", 16...1_048_576) ?? 2048) * 1024,
            cpuMilliseconds: Int(try number("compile_cpu_ms", 1...3_600_000) ?? 30_000),
            processes: Int(try number("compile_processes", 1...4096) ?? 64))
    }

    private func allowance() throws(JudgingError) -> Language.Allowance {
        Language.Allowance(
            memoryKiB: Int(try number("memory_extra_mib", 0...65_536) ?? 0) * 1024,
            timeMultiplier: try number("time_multiplier", 0.01...1000) ?? 1,
            cpuMilliseconds: Int(try number("time_extra_ms", 0...600_000) ?? 0),
            processes: Int(try number("processes", 1...4096) ?? 64))
    }

    private func functions() throws(JudgingError) -> Language.FunctionDriver? {
        guard let name = try text("functions") else { return nil }
        guard let driver = Language.FunctionDriver(rawValue: name) else {
            throw failure("functions", found: "\"\(name)\"", expected: "python or cpp")
        }
        return driver
    }

    private func errorFrame() throws(JudgingError) -> Language.ErrorFrame {
        guard let name = try text("error_frame") else { return .last }
        guard let frame = Language.ErrorFrame(rawValue: name) else {
            throw failure("error_frame", found: "\"\(name)\"", expected: "first or last")
        }
        return frame
    }

    private func isNamedByClass() throws(JudgingError) -> Bool {
        guard let rule = try text("source_name") else { return false }
        guard rule == "java_class" else { throw failure("source_name", found: "\"\(rule)\"", expected: "java_class") }
        return true
    }

    private func pattern(_ key: String) throws(JudgingError) -> String? {
        guard let text = try text(key) else { return nil }
        guard (try? Regex(text, as: (Substring, Substring).self)) != nil else {
            throw failure(key, found: "\"\(text)\"", expected: "a regular expression with one group")
        }
        return text
    }
}
