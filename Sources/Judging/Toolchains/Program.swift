import FoundationEssentials
import Problems
import Sandbox

/// A submission made ready to run: compiled, or with its interpreter and driver.
public struct Program: Sendable {
    /// The command inside the sandbox.
    public let arguments: [String]
    /// The whole environment.
    public let environment: [String: String]
    /// Host folders to show.
    public let readOnlyPaths: [String]
    /// What lies in the work folder.
    public let files: [SandboxFile]

    /// Whether the submission itself is what is executed, rather than an interpreter of ours.
    var isCompiled: Bool { arguments.first?.hasPrefix("/work/") == true }

    /// A request to run the program once.
    public func request(stdin: SandboxInput, limits: SandboxLimits, arguments more: [String] = []) -> SandboxRequest {
        SandboxRequest(
            arguments: arguments + more, environment: environment, stdin: stdin, limits: limits,
            readOnlyPaths: readOnlyPaths, files: files)
    }
}

/// What became of a source.
public enum BuildResult: Sendable {
    /// It can run; the trace is nil for interpreted languages.
    case ready(Program, CompileTrace?)
    /// The compiler refused it.
    case failed(CompileTrace)
}

/// How a source is called.
public enum Entry: Sendable, Hashable {
    /// As a program of its own.
    case program
    /// As a Python program after LiveCodeBench's star imports, as its own harness runs them.
    case lcbProgram
    /// A method of its class `Solution`, in Python.
    case function(name: String)

    /// How submissions to a problem are called.
    public init(_ problem: Problem) {
        switch (problem.interface, problem.comparison) {
        case (.functional(let name, _), _): self = .function(name: name)
        case (.standardStreams, .lcb): self = .lcbProgram
        case (.standardStreams, _): self = .program
        }
    }
}
