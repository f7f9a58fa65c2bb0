import Sandbox

/// A compiler or interpreter found on this machine, with the folders it needs inside the sandbox.
public struct Toolchain: Sendable, Equatable {
    /// The real program: never a version manager's shim, which would need the user's home folder.
    public let program: String
    /// Folders to show read-only beyond `/usr`; empty for a system's own toolchain.
    public let readOnlyPaths: [String]
    /// The first line of `--version`.
    public let version: String
}

/// Finds toolchains on `PATH`, each once.
public actor Toolchains {
    private let path: [String]
    private var found: [String: Result<Toolchain, ToolchainError>] = [:]

    /// Searches the folders of a `PATH`.
    public init(path: String) {
        self.path = path.split(separator: ":").map(String.init)
    }

    /// The toolchain of a language: its compiler, or its interpreter.
    ///
    /// - Throws: `ToolchainError.missing` when none of the language's programs is there.
    public func toolchain(for language: Language) throws(ToolchainError) -> Toolchain {
        if let known = found[language.id] { return try known.get() }
        let result = search(language)
        found[language.id] = result
        return try result.get()
    }

    private func search(_ language: Language) -> Result<Toolchain, ToolchainError> {
        let programs = language.compiler?.programs ?? language.interpreters
        for program in programs {
            for folder in path {
                let candidate = "\(folder)/\(program)"
                let toolchain =
                    language.compiler == nil
                    ? InterpreterProbe.python(at: candidate) : CompilerProbe.compiler(at: candidate)
                if let toolchain { return .success(toolchain) }
            }
        }
        return .failure(.missing(language: language.name, programs: programs))
    }
}

/// A toolchain is not on this machine: the grader's failure (`JE`, exit status 3), never the program's.
public enum ToolchainError: Error, Sendable, Equatable, CustomStringConvertible {
    /// None of these programs is on `PATH`.
    case missing(language: String, programs: [String])

    /// One line: what is missing and what to do.
    public var description: String {
        switch self {
        case .missing(let language, let programs):
            "\(language): none of \(programs.joined(separator: ", ")) is on PATH; install one of them"
        }
    }
}
