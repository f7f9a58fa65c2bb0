import FoundationEssentials
import Sandbox

/// What a compiler or interpreter is given: the submission, and the driver that calls it.
struct BuildSource {
    /// The submission's text.
    let text: String
    /// What lies in the work folder, the submission among it.
    let texts: [(name: String, text: String)]
    /// The file to compile or to interpret.
    let started: String
    /// Arguments of the program itself.
    var arguments: [String] = []
    /// The class to start, for languages that have such.
    var className = "Main"

    func files() throws(SandboxError) -> [SandboxFile] {
        var files: [SandboxFile] = []
        for file in texts {
            files.append(SandboxFile(name: file.name, contents: try SandboxInput(Data(file.text.utf8))))
        }
        return files
    }
}

/// How a submission is called, in a language.
struct EntryDriver {
    private let language: Language
    private let entry: Entry
    private let problem: String

    init(_ language: Language, _ entry: Entry, problem: String) {
        self.language = language
        self.entry = entry
        self.problem = problem
    }

    /// The files to compile or interpret, the likeliest first: where a compiler refuses them the next may do.
    ///
    /// - Throws: `JudgingError.languageUnfit`.
    func sources(_ submission: Submission) throws(JudgingError) -> [BuildSource] {
        if let reason = entry.unfitness(of: language) {
            throw .languageUnfit(problem: problem, language: language.name, reason: reason)
        }
        var submission = submission
        // A byte order mark is none of the text, and not every compiler passes over it.
        if submission.source.unicodeScalars.first == "\u{FEFF}" { submission.source.unicodeScalars.removeFirst() }
        switch (entry, language.functions) {
        case (.function(let signature), .python?):
            return [driven(submission, .functional, arguments: PythonDrivers.arguments(signature))]
        case (.function(let signature), .cpp?):
            let nodes = CppDriver.nodes(definedIn: submission.source)
            // A definition may be one for the solver's own machine, between #ifdef and #endif.
            let guesses: [Set<String>] = nodes.isEmpty ? [nodes] : [nodes, []]
            return guesses.map { nodes in
                let driver = CppDriver.text(calling: signature, ownNodes: nodes)
                return BuildSource(
                    text: driver, texts: [(language.sourceName, submission.source), (CppDriver.fileName, driver)],
                    started: CppDriver.fileName)
            }
        case (.calls(let name, let helpers), .python?):
            if !helpers.isEmpty {
                submission.companions.append(Submission.Companion(name: "helpers.py", text: helpers))
            }
            return [driven(submission, .calls, arguments: [name])]
        case (.lcbProgram, .python?): return [driven(submission, .stdin, arguments: [])]
        case (.checker, .python?): return [driven(submission, .checker, arguments: [])]
        default: return [plain(submission)]
        }
    }

    private func driven(_ submission: Submission, _ driver: PythonDrivers, arguments: [String]) -> BuildSource {
        BuildSource(
            text: submission.source,
            texts: files(of: submission, named: language.sourceName) + [(driver.fileName, driver.text)],
            started: driver.fileName, arguments: arguments)
    }

    private func plain(_ submission: Submission) -> BuildSource {
        guard language.isNamedByClass else {
            return BuildSource(
                text: submission.source, texts: files(of: submission, named: language.sourceName),
                started: language.sourceName)
        }
        let (package, name, started) = JavaClassName.find(in: submission.source) ?? ("", "Main", "Main")
        let file = "\(name).\(language.sourceName.split(separator: ".").last ?? "java")"
        return BuildSource(
            text: submission.source, texts: files(of: submission, named: file), started: file,
            className: package + started)
    }

    private func files(of submission: Submission, named name: String) -> [(name: String, text: String)] {
        [(name, submission.source)] + submission.companions.map { ($0.name, $0.text) }
    }
}
