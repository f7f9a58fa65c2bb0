import Files
import FoundationEssentials
import Glibc

/// Tells whether a file is a compiler or interpreter to use, and what it needs.
enum ToolProbe {
    /// Wrappers that keep state outside the sandbox; the compiler behind them is found further down `PATH`.
    private static let wrappers: Set<String> = ["ccache", "distcc", "icecc", "sccache"]

    /// A program is there, but cannot be started now: whether it can be used is not known.
    struct NotStarted: Error {
        let program: String
        let errno: Int32

        /// What says nothing of the program: the machine has too little of something, or it is just being installed.
        fileprivate static let reasons = [EAGAIN, ENOMEM, EMFILE, ENFILE, ETXTBSY]
    }

    /// The toolchain behind a path; nil when there is none that can be used.
    static func toolchain(_ tool: Language.Tool, at path: String) throws(NotStarted) -> Toolchain? {
        guard access(path, X_OK) == 0 else { return nil }
        return try tool.root.isEmpty ? plain(tool, at: path) : rooted(tool, at: path)
    }

    /// A program that is what it is called, in a folder like `PREFIX/bin`.
    private static func plain(_ tool: Language.Tool, at path: String) throws(NotStarted) -> Toolchain? {
        guard let real = Paths.real(path), !wrappers.contains(lastComponent(real)) else { return nil }
        guard tool.isScript || !isScript(real), let version = try version(tool, at: path) else { return nil }
        var folders: [String] = []
        for file in [path, real] where !isOfSystem(file) {
            // Two above the program, as in `PREFIX/bin/clang++`.
            let prefix = "/" + file.split(separator: "/").dropLast(2).joined(separator: "/")
            guard let shown = InstallationFolders.shown(of: prefix) else { return nil }
            folders += shown.filter { !folders.contains($0) }
        }
        // The name found, not the real one: clang acts as a C or C++ compiler by what it is called.
        return Toolchain(program: path, readOnlyPaths: folders, version: version)
    }

    /// A program that tells which installation it stands for, as a version manager's shim does.
    private static func rooted(_ tool: Language.Tool, at path: String) throws(NotStarted) -> Toolchain? {
        guard let answer = try captureOutput([path] + tool.root) else { return nil }
        guard let root = answer.split(separator: "\n").last.flatMap({ Paths.real(String($0)) }) else { return nil }
        let program = tool.program.map { "\(root)/\($0)" } ?? path
        guard access(program, X_OK) == 0, let version = try version(tool, at: program) else { return nil }
        if isOfSystem(root + "/") { return Toolchain(program: program, readOnlyPaths: [], version: version) }
        guard let folders = InstallationFolders.shown(of: root) else { return nil }
        return Toolchain(program: program, readOnlyPaths: folders, version: version)
    }

    private static func isOfSystem(_ path: String) -> Bool {
        ["/usr/", "/bin/", "/lib/"].contains { path.hasPrefix($0) }
    }

    /// The first line with a digit of what the program prints, on stderr where stdout is empty: `go version`,
    /// `kotlinc -version` and others each have their own way.
    private static func version(_ tool: Language.Tool, at path: String) throws(NotStarted) -> String? {
        guard let output = try captureOutput([path] + tool.version, alsoStderr: true) else { return nil }
        let lines = output.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        let line = lines.first { $0.contains(where: \.isNumber) } ?? lines.first
        return line.map(String.init) ?? ""
    }
}

private func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}

private func isScript(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    return fgetc(file) == Int32(UInt8(ascii: "#")) && fgetc(file) == Int32(UInt8(ascii: "!"))
}

/// How long a tool may take to say what it is, in seconds: some start a virtual machine for it.
private let longestAnswer = 15

/// Runs one of the user's own tools and returns what it wrote; nil unless it exits with 0, in time.
private func captureOutput(
    _ arguments: [String], alsoStderr: Bool = false
) throws(ToolProbe.NotStarted) -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw ToolProbe.NotStarted(program: arguments[0], errno: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    if alsoStderr {
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    } else {
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    // A group of its own, to be ended as a whole.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, arguments[0], &actions, &attributes, &words, environ)
    close(ends[1])
    if ToolProbe.NotStarted.reasons.contains(status) {
        throw ToolProbe.NotStarted(program: arguments[0], errno: status)
    }
    guard status == 0 else { return nil }
    var output = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    let deadline = ContinuousClock.now + .seconds(longestAnswer)
    while true {
        let left = (deadline - .now) / .milliseconds(1)
        var event = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        let ready = left > 0 ? poll(&event, 1, Int32(left.rounded(.up))) : 0
        if ready == 0 { kill(-child, SIGKILL) }
        if ready < 0, errno == EINTR { continue }
        let count = read(ends[0], &buffer, buffer.count)
        if count > 0 { output.append(contentsOf: buffer[..<count]) } else if count == 0 || errno != EINTR { break }
    }
    var exit: Int32 = 0
    while waitpid(child, &exit, 0) < 0 && errno == EINTR {}
    return exit == 0 ? String(decoding: output, as: UTF8.self) : nil
}
