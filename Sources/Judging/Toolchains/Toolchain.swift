import Glibc
import Sandbox

/// A compiler or interpreter found on this machine, with the folders it needs inside the sandbox.
public struct Toolchain: Sendable, Equatable {
    /// The real program: never a version manager's shim, which would need the user's home folder.
    public let program: String
    /// Folders to show read-only beyond `/usr`; empty for a system's own toolchain.
    public let readOnlyPaths: [String]
    /// The first line of what it prints about its version.
    public let version: String

    /// The folder that it is in.
    var folder: String { program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "/" }
}

/// What was found of one language on this machine.
public struct LanguageProbe: Sendable {
    /// The row.
    public let language: Language
    /// What compiles it, then what runs it; or what is missing and how to get it.
    public let found: Result<[Toolchain], ToolchainError>
}

/// Finds toolchains on `PATH`, each once.
public actor Toolchains {
    private let path: [String]
    private var found: [Language.Tool: Toolchain?] = [:]

    /// Searches the folders of a `PATH`.
    public init(path: String) {
        self.path = path.split(separator: ":").map(String.init)
    }

    /// What a language needs to compile; nil when it is interpreted.
    ///
    /// - Throws: `ToolchainError`: none of the programs is there, or one that is cannot be started now.
    func compiler(of language: Language) throws(ToolchainError) -> Toolchain? {
        try language.compilation.map { compilation throws(ToolchainError) in try find(compilation.compiler, language) }
    }

    /// What a language needs to run; nil when its product is executed itself.
    ///
    /// - Throws: `ToolchainError`: none of the programs is there, or one that is cannot be started now.
    func interpreter(of language: Language) throws(ToolchainError) -> Toolchain? {
        try language.interpreter.map { tool throws(ToolchainError) in try find(tool, language) }
    }

    /// Whether a language can be used here, in which version, or what to install; for lists of languages.
    public func probe(_ language: Language) -> LanguageProbe {
        do throws(ToolchainError) {
            let tools = [try compiler(of: language), try interpreter(of: language)]
            return LanguageProbe(language: language, found: .success(tools.compactMap { $0 }))
        } catch {
            return LanguageProbe(language: language, found: .failure(error))
        }
    }

    private func find(_ tool: Language.Tool, _ language: Language) throws(ToolchainError) -> Toolchain {
        if found[tool] == nil {
            do throws(ToolProbe.NotStarted) {
                found[tool] = .some(try search(tool))
            } catch {
                throw .notStarted(language: language.name, program: error.program, errno: error.errno)
            }
        }
        guard let toolchain = found[tool] ?? nil else {
            throw .missing(language: language.name, programs: tool.programs, install: language.install)
        }
        return toolchain
    }

    private func search(_ tool: Language.Tool) throws(ToolProbe.NotStarted) -> Toolchain? {
        for program in tool.programs {
            if program.hasPrefix("/") {
                if let toolchain = try ToolProbe.toolchain(tool, at: program) { return toolchain }
                continue
            }
            for folder in path {
                if let toolchain = try ToolProbe.toolchain(tool, at: "\(folder)/\(program)") { return toolchain }
            }
        }
        return nil
    }
}

/// A toolchain cannot be used on this machine: the grader's failure (`JE`, exit status 3), never the program's.
public enum ToolchainError: Error, Sendable, Equatable, CustomStringConvertible {
    /// None of these programs is on `PATH`.
    case missing(language: String, programs: [String], install: String)
    /// A program is there, but cannot be started now: mostly, the machine has too little of something.
    case notStarted(language: String, program: String, errno: Int32)

    /// One line: what is missing and what to do.
    public var description: String {
        switch self {
        case .missing(let language, let programs, let install):
            "\(language): \(programs.count == 1 ? "" : "none of ")\(programs.joined(separator: ", ")) is "
                + "\(programs.count == 1 ? "not " : "")on PATH; install \(install)"
        case .notStarted(let language, let program, let errno):
            "\(language): \(program): cannot be started: \(String(cString: strerror(errno)))"
                + (SandboxError.remedy(notStarted: errno).map { "; \($0)" } ?? "")
        }
    }
}
