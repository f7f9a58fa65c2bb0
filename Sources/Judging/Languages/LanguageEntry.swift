import YAMLText

/// The keys and values of one language, with the places they came from.
typealias LanguageEntry = YAMLFields<JudgingError>

/// What an entry may say; `languages.yaml` explains each.
private let entryKeys = [
    "like", "name", "aliases", "suffixes", "fence", "source", "source_name", "compiler", "interpreter", "flags",
    "compile", "precompiled_header", "product", "run", "environment", "read_only_paths", "shows_compiler",
    "memory_extra_mib", "time_multiplier", "time_extra_ms", "processes", "compile_memory_mib", "compile_cpu_ms",
    "compile_processes", "functions", "error_line", "error_frame", "memory_error", "refused_calls",
    "any_bytes", "install",
]

extension LanguageEntry {
    /// Refuses keys that no language has.
    ///
    /// - Throws: `JudgingError.languageFile`.
    func checkKeys() throws(JudgingError) {
        try check(keys: entryKeys)
        for tool in ["compiler", "interpreter"] {
            try check(keys: ["programs", "version", "root", "program", "script"], below: tool)
        }
    }

    /// What an entry that is like this one takes over.
    var asModel: LanguageEntry { without(["like", "name", "aliases", "suffixes"]) }

    /// One command, or several; words are split at spaces.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - texts: The placeholders that a word may hold.
    ///   - lists: Those that are words of their own.
    /// - Returns: The commands; nil when there is no such key.
    /// - Throws: `JudgingError.languageFile`, also for a placeholder that is not known.
    private func commands(_ key: String, texts: [String], lists: [String] = []) throws(JudgingError) -> [[String]]? {
        guard let lines = try textOrTexts(key) else { return nil }
        let commands = lines.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
        for word in commands.joined() where !lists.contains(word) {
            guard let unknown = CommandTemplate.placeholders(in: word).first(where: { !texts.contains($0) }) else {
                continue
            }
            let alone = lists.isEmpty ? "" : ", or as words of their own \(lists.joined(separator: ", "))"
            throw try wrong(
                key, is: "a command with \(unknown), which is no placeholder there",
                expected: texts.joined(separator: ", ") + alone)
        }
        return commands
    }

    private func tool(_ key: String) throws(JudgingError) -> Language.Tool? {
        guard try isMapping(key) else { return nil }
        guard let programs = try texts("\(key).programs"), !programs.isEmpty else {
            throw try wrong("\(key).programs", expected: "names to look for on PATH")
        }
        return Language.Tool(
            programs: programs, version: try texts("\(key).version") ?? ["--version"],
            root: try texts("\(key).root") ?? [], program: try text("\(key).program"),
            isScript: try flag("\(key).script") ?? false)
    }
}

extension LanguageEntry {
    /// The row that the keys describe.
    ///
    /// - Throws: `JudgingError.languageFile`.
    func language(_ id: String) throws(JudgingError) -> Language {
        guard let name = try text("name") else { throw try wrong("name", expected: "a name for people") }
        guard let source = try text("source"), !source.contains("/"), !source.isEmpty else {
            throw try wrong("source", expected: "a file name such as solution.rb")
        }
        guard let run = try commands("run", texts: ["{interpreter}", "{source}", "{class}", "{memory_mib}"]),
            run.count == 1, !run[0].isEmpty
        else {
            throw try wrong("run", expected: "one command")
        }
        let compilation = try compilation()
        let interpreter = try tool("interpreter")
        guard compilation != nil || interpreter != nil else {
            throw try wrong("interpreter", is: "missing, and so is \"compiler\"", expected: "one of the two")
        }
        return Language(
            id: id, name: name, aliases: try texts("aliases") ?? [], suffixes: try texts("suffixes") ?? [],
            fence: try text("fence") ?? id, compilation: compilation, interpreter: interpreter, run: run[0],
            environment: try environment(), readOnlyPaths: try texts("read_only_paths") ?? [],
            allowance: try allowance(), functions: try functions(), errorLine: try pattern("error_line"),
            errorFrame: try errorFrame(),
            refusedCalls: try texts("refused_calls") ?? [], memoryErrors: try texts("memory_error") ?? [],
            takesAnyBytes: try flag("any_bytes") ?? false,
            install: try text("install") ?? name, sourceName: source, isNamedByClass: try isNamedByClass())
    }

    private func compilation() throws(JudgingError) -> Language.Compilation? {
        guard let compiler = try tool("compiler") else { return nil }
        let commands = try commands(
            "compile", texts: ["{compiler}", "{compiler_folder}", "{source}", "{class}"],
            lists: ["{flags}", "{header}"])
        guard let commands, !commands.isEmpty, commands.allSatisfy({ !$0.isEmpty }) else {
            throw try wrong("compile", expected: "a command such as \"{compiler} -o program {source}\"")
        }
        return Language.Compilation(
            compiler: compiler, flags: try texts("flags") ?? [], commands: commands,
            precompiledHeader: try text("precompiled_header"), product: try text("product") ?? "program",
            showsCompiler: try flag("shows_compiler") ?? false,
            memoryKiB: (try count("compile_memory_mib", in: 16...1_048_576) ?? 2048) * 1024,
            cpuMilliseconds: try count("compile_cpu_ms", in: 1...3_600_000) ?? 30_000,
            processes: try count("compile_processes", in: 1...4096) ?? 64)
    }

    private func environment() throws(JudgingError) -> [String: String] {
        Dictionary(try texts(below: "environment").map { ($0.key, $0.text) }, uniquingKeysWith: { $1 })
    }

    private func allowance() throws(JudgingError) -> Language.Allowance {
        Language.Allowance(
            memoryKiB: (try count("memory_extra_mib", in: 0...65_536) ?? 0) * 1024,
            timeMultiplier: try number("time_multiplier", in: 0.01...1000, meaning: "a number from 0.01 to 1000") ?? 1,
            cpuMilliseconds: try count("time_extra_ms", in: 0...600_000) ?? 0,
            processes: try count("processes", in: 1...4096) ?? 64)
    }

    private func functions() throws(JudgingError) -> Language.FunctionDriver? {
        guard let name = try text("functions") else { return nil }
        guard let driver = Language.FunctionDriver(rawValue: name) else {
            throw try wrong("functions", expected: "python or cpp")
        }
        return driver
    }

    private func errorFrame() throws(JudgingError) -> Language.ErrorFrame {
        guard let name = try text("error_frame") else { return .last }
        guard let frame = Language.ErrorFrame(rawValue: name) else {
            throw try wrong("error_frame", expected: "first or last")
        }
        return frame
    }

    private func isNamedByClass() throws(JudgingError) -> Bool {
        guard let rule = try text("source_name") else { return false }
        guard rule == "java_class" else { throw try wrong("source_name", expected: "java_class") }
        return true
    }

    private func pattern(_ key: String) throws(JudgingError) -> String? {
        guard let text = try text(key) else { return nil }
        guard (try? Regex(text, as: (Substring, Substring).self)) != nil else {
            throw try wrong(key, expected: "a regular expression with one group")
        }
        return text
    }
}
