import FoundationEssentials
import Glibc
import Problems
import Sandbox

/// A submission made ready to run: compiled, or with its interpreter and driver.
public struct Program: Sendable {
    /// The command inside the sandbox; `{memory_mib}` stands for the memory limit.
    public let arguments: [String]
    /// The whole environment.
    public let environment: [String: String]
    /// Host folders to show.
    public let readOnlyPaths: [String]
    /// What lies in the work folder.
    public let files: [SandboxFile]
    /// What the language's runtime needs beyond a problem's limits.
    public let allowance: Language.Allowance
    /// How it is started to take many tests; nil when each test is a start of its own.
    var session: SessionCommand?

    /// Whether the submission itself is what is executed, rather than an interpreter of ours.
    private var isCompiled: Bool { arguments.first?.hasPrefix("/work/") == true }

    /// Why the kernel refuses to start it, where that is its own fault: a source can make its executable such a one.
    ///
    /// - Parameter error: What came of trying.
    /// - Returns: The reason; nil for a failure of the grader.
    func refusal(_ error: any Error) -> String? {
        guard isCompiled, case SandboxError.failed(phase: "exec", _, _, let errno, _) = error else { return nil }
        return "the compiled program cannot be started: \(String(cString: strerror(errno)))"
    }

    /// A request to run the program once.
    ///
    /// - Parameters:
    ///   - stdin: What it reads.
    ///   - limits: The problem's; what the language's runtime needs is added.
    ///   - more: Further arguments.
    /// - Returns: The request.
    public func request(stdin: SandboxInput, limits: SandboxLimits, arguments more: [String] = []) -> SandboxRequest {
        let template = CommandTemplate(texts: ["{memory_mib}": "\(max(limits.memoryKiB / 1024, 1))"])
        return SandboxRequest(
            arguments: template.words(arguments) + more, environment: environment.mapValues(template.text),
            stdin: stdin, limits: allowance.added(to: limits), readOnlyPaths: readOnlyPaths, files: files)
    }
}

extension Language.Allowance {
    /// A problem's limits with what the runtime needs.
    func added(to limits: SandboxLimits) -> SandboxLimits {
        var limits = limits
        let cpu = Int(Double(limits.cpuMilliseconds) * timeMultiplier) + cpuMilliseconds
        limits.wallMilliseconds += max(cpu - limits.cpuMilliseconds, 0) * 3
        limits.cpuMilliseconds = cpu
        limits.memoryKiB += memoryKiB
        limits.processes = max(limits.processes, processes)
        return limits
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
    /// As a Python program after LiveCodeBench's star imports, as its own harness runs them; other languages as usual.
    case lcbProgram
    /// A method of its class `Solution`.
    case function(FunctionSignature)
    /// A function that is called as often as the asserts of a test want.
    ///
    /// `helpers` is what the problem's own code defines before the function.
    case calls(name: String, helpers: String)
    /// `check` of a checker in Python.
    case checker

    /// How submissions to a problem are called.
    public init(_ problem: Problem) {
        switch (problem.interface, problem.comparison) {
        case (.functional(let name, _), .asserts): self = .calls(name: name, helpers: problem.interface.helpers)
        case (.functional(let name, let code), _): self = .function(FunctionSignature(name: name, starterCode: code))
        case (.standardStreams, .lcb): self = .lcbProgram
        case (.standardStreams, _): self = .program
        }
    }

    /// Why a submission in a language cannot be called so; nil when it can.
    public func unfitness(of language: Language) -> String? {
        switch self {
        case .program, .lcbProgram: nil
        case .function: language.functions == nil ? "functional problems take Python and C++ only" : nil
        case .calls: language.functions != .python ? "problems whose tests are asserts take Python only" : nil
        case .checker:
            language.functions != .python ? "a checker of this kind is a Python file with a function check" : nil
        }
    }
}
