import FoundationEssentials
import Problems

/// A row of the language table: how a source of that language becomes a running program.
///
/// The rows are data: `languages.yaml`, which says what each key means, and the user's own file of the same form.
public struct Language: Sendable, Equatable {
    /// The id used on the command line and in JSON (`python`, `cpp`, …).
    public let id: String
    /// The name for people and for models (`Python 3`, `C++20`).
    public let name: String
    /// Other ids that mean this row.
    public let aliases: [String]
    /// File name endings that mean this language, without the dot.
    public let suffixes: [String]
    /// The tag of a fenced code block in Markdown.
    public let fence: String
    /// What models may write as that tag, in lower case: the ids, aliases and suffixes of this row and of its relatives,
    /// which are like it or have the same tag.
    public internal(set) var fenceTags: Set<String> = []
    /// How the source is compiled; nil for interpreted languages.
    public let compilation: Compilation?
    /// What interprets the source or runs the product; nil when that is executed itself.
    public let interpreter: Tool?
    /// The command that runs the program, with placeholders.
    public let run: [String]
    /// Variables beyond the common ones.
    public let environment: [String: String]
    /// Host paths to show, as patterns of glob(3).
    public let readOnlyPaths: [String]
    /// What the language's runtime needs beyond a problem's limits.
    public let allowance: Allowance
    /// Which driver can call a function of the source; nil when functional problems are not for this language.
    public let functions: FunctionDriver?
    /// A regular expression whose first group is a line number of the submission in an error; nil for none.
    public let errorLine: String?
    /// Which of several such lines is where an error happened.
    public let errorFrame: ErrorFrame
    /// System calls that the runtime tries at each start and the sandbox refuses: they say nothing of a program.
    public let refusedCalls: [String]
    /// What the runtime writes to stderr when it ends a program for want of memory, before the sandbox would.
    public let memoryErrors: [String]
    /// Whether a source may have bytes that are not UTF-8, and octal escapes mean them.
    public let takesAnyBytes: Bool
    /// How to get it on Debian or Ubuntu: a package, or words.
    public let install: String

    /// What the source is called in the work folder.
    let sourceName: String
    /// Whether it is called after the public class in it.
    let isNamedByClass: Bool

    /// How a source is compiled.
    public struct Compilation: Sendable, Equatable {
        /// What compiles it.
        public let compiler: Tool
        /// What `{flags}` stands for.
        public let flags: [String]
        /// The commands, one after the other, with placeholders.
        public let commands: [[String]]
        /// A header to compile once for each compiler and flags.
        public let precompiledHeader: String?
        /// The file that comes of it.
        public let product: String
        /// Whether the product needs the compiler's installation to run.
        public let showsCompiler: Bool
        /// Memory for the compiler, in KiB.
        public let memoryKiB: Int
        /// CPU time for the compiler, in ms.
        public let cpuMilliseconds: Int
        /// Processes and threads of the compiler at once.
        public let processes: Int
    }

    /// A compiler or interpreter to look for on `PATH`.
    public struct Tool: Sendable, Hashable {
        /// Names; the first that can be used counts.
        public let programs: [String]
        /// Arguments that print the version.
        public let version: [String]
        /// Arguments that print the installation's folder, where a version manager's shim stands before it.
        public let root: [String]
        /// The real program below that folder.
        public let program: String?
        /// Whether it may be a script.
        public let isScript: Bool
    }

    /// What a language's runtime takes that a problem's limits do not mean.
    public struct Allowance: Sendable, Equatable {
        /// Added to the memory limit, in KiB.
        public let memoryKiB: Int
        /// The CPU limit is multiplied by this.
        public let timeMultiplier: Double
        /// Then this is added, in ms.
        public let cpuMilliseconds: Int
        /// Threads and processes at once.
        public let processes: Int
    }

    /// A driver that calls a function of a submission.
    public enum FunctionDriver: String, Sendable, CaseIterable {
        /// A method of `Solution`, or a function, in Python.
        case python
        /// A method of `Solution`, in C++.
        case cpp
    }

    /// Where the innermost call, in which an error happened, stands among those that its text names.
    public enum ErrorFrame: String, Sendable, CaseIterable {
        /// The innermost call comes first.
        case first
        /// The innermost call comes last.
        case last
    }

    /// Whether files whose names end so are of this language, whatever the case.
    func hasSuffix(_ ending: String) -> Bool {
        suffixes.contains { $0.lowercased() == ending.lowercased() }
    }

    /// Whether the runtime ended a program for want of memory, by the end of what it wrote to stderr.
    func ranOutOfMemory(_ stderr: Data) -> Bool {
        guard !memoryErrors.isEmpty else { return false }
        let end = String(decoding: stderr.suffix(2 * Excerpt.keptBytes), as: UTF8.self)
        return memoryErrors.contains { end.contains($0) }
    }

    /// The submission's line where an error happened, where the text tells.
    public func line(inError text: String) -> Int? {
        guard let errorLine, let pattern = try? Regex(errorLine, as: (Substring, Substring).self) else { return nil }
        let places = text.matches(of: pattern)
        guard errorFrame == .first else { return places.last.flatMap { Int($0.output.1) } }
        let start = text.split(separator: "\n").last { ErrorText.beginsError($0) }?.startIndex
        let place = places.first { $0.range.lowerBound >= start ?? text.startIndex } ?? places.first
        return place.flatMap { Int($0.output.1) }
    }
}
