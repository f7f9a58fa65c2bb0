/// One program to run alone: what to execute, what it may see, and what it may use.
public struct SandboxRequest: Sendable {
    /// The program's absolute path inside the sandbox, then its arguments.
    ///
    /// The work folder is `/work` and is the current directory; a file of `files` named `a.out` is `/work/a.out`.
    public var arguments: [String]
    /// An interpreter of which the program's process may be a copy, instead of being started; nil: it is started.
    public var zygote: SandboxZygote?
    /// The whole environment: nothing of the caller's is inherited.
    public var environment: [String: String]
    /// What the program reads on stdin.
    public var stdin: SandboxInput
    /// Pipes in place of `stdin` and of the output that is kept; nil for a run by itself.
    public var streams: SandboxStreams?
    /// What the run may use.
    public var limits: SandboxLimits
    /// Which system calls are allowed.
    public var policy: SandboxPolicy
    /// What a system call that is not allowed does (default: it fails, and is reported).
    public var refusal: SandboxRefusal = .report
    /// Host files or folders shown read-only at the same path, beyond `/usr`, the library folders and a minimal `/etc`.
    ///
    /// A path below a folder that is not shown (such as a home folder) is fine: its parents appear empty.
    public var readOnlyPaths: [String]
    /// Files put into the work folder before the program starts.
    public var files: [SandboxFile]
    /// Names of regular files in the work folder to bring back after a run that exited by itself, whatever its status.
    ///
    /// Links are not followed. What is no regular file, or together larger than the work folder, is left out.
    public var collect: [String]

    /// Describes a run.
    public init(
        arguments: [String],
        environment: [String: String] = [:],
        stdin: SandboxInput = .empty,
        limits: SandboxLimits = SandboxLimits(),
        policy: SandboxPolicy = .run,
        readOnlyPaths: [String] = [],
        files: [SandboxFile] = [],
        collect: [String] = []
    ) {
        self.arguments = arguments
        self.environment = environment
        self.stdin = stdin
        self.limits = limits
        self.policy = policy
        self.readOnlyPaths = readOnlyPaths
        self.files = files
        self.collect = collect
    }
}

/// Which phase a run belongs to; a compiler needs more system calls than the program it makes.
public enum SandboxPolicy: UInt32, Sendable {
    /// Running a program that was compiled or is interpreted.
    case run = 0
    /// Compiling it.
    case compile = 1
}

/// What happens when a program makes a system call that is not allowed; its name is in
/// `SandboxOutcome.blockedSystemCalls` either way.
public enum SandboxRefusal: String, Sendable, CaseIterable {
    /// The call fails with `EPERM`, and the program goes on.
    case report
    /// The run is killed, and ends as `signaled(31)`, by `SIGSYS`.
    case kill
}

/// A file put into the work folder.
public struct SandboxFile: Sendable {
    /// A plain file name: no slash.
    public var name: String
    /// What is in it.
    public var contents: SandboxInput
    /// Whether it may be executed.
    public var isExecutable: Bool

    /// Names a file and its contents.
    public init(name: String, contents: SandboxInput, isExecutable: Bool = false) {
        self.name = name
        self.contents = contents
        self.isExecutable = isExecutable
    }
}
