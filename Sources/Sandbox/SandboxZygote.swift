/// An interpreter that has loaded what many runs need, and of which their processes are copies.
///
/// To start an interpreter and load its libraries takes longer than most tests. A worker keeps the one zygote that was named
/// last, once it is named again; each run's process is a fresh copy of it and takes every step that a program takes which
/// is started, so that the run is held by the same limits. No candidate can reach the zygote, and nothing of theirs runs
/// in it. Where there is none, as for a first run, the program is started by itself: it has to do the same either way.
///
/// The command is to load `library` and then do what `sandbox/zygote/include/atlas_zygote.h` says. Its environment is the
/// run's.
public struct SandboxZygote: Sendable {
    /// Where every sandbox shows the library that makes an interpreter a zygote, if it is installed beside `atlas-sandbox`.
    public static let library = "/atlas-zygote.so"

    /// The interpreter's absolute path, then its arguments.
    public var arguments: [String]

    /// Names the command.
    public init(_ arguments: [String]) { self.arguments = arguments }
}
