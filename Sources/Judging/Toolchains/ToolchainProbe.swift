import FoundationEssentials
import Glibc

/// Tells whether a file is a compiler to use, and what it needs.
enum CompilerProbe {
    /// Wrappers that keep state outside the sandbox; the compiler behind them is found further down `PATH`.
    private static let wrappers: Set<String> = ["ccache", "distcc", "icecc", "sccache"]

    static func compiler(at path: String) -> Toolchain? {
        guard access(path, X_OK) == 0, let real = realPath(path) else { return nil }
        guard !wrappers.contains(lastComponent(real)), !isScript(real) else { return nil }
        guard let output = captureOutput([path, "--version"]) else { return nil }
        var folders: [String] = []
        for file in [path, real] where !file.hasPrefix("/usr/") && !file.hasPrefix("/bin/") {
            // Two above the program, as in `PREFIX/bin/clang++`.
            let prefix = "/" + file.split(separator: "/").dropLast(2).joined(separator: "/")
            guard let shown = InstallationFolders.shown(of: prefix) else { return nil }
            folders += shown.filter { !folders.contains($0) }
        }
        // The name found, not the real one: clang acts as a C or C++ compiler by what it is called.
        return Toolchain(program: path, readOnlyPaths: folders, version: firstLine(output))
    }
}

/// Finds the real interpreter behind a name on `PATH`.
enum InterpreterProbe {
    static func python(at path: String) -> Toolchain? {
        guard access(path, X_OK) == 0 else { return nil }
        let question = """
            import os, sys
            if sys.version_info < (3, 8): sys.exit(1)
            print(os.path.realpath(sys.executable)); print(os.path.realpath(sys.base_prefix))
            print("Python", sys.version.split()[0])
            """
        guard let answer = captureOutput([path, "-I", "-c", question]) else { return nil }
        let lines = answer.split(separator: "\n").map(String.init)
        guard lines.count == 3, access(lines[0], X_OK) == 0 else { return nil }
        let isOfSystem = lines[1] == "/usr" || lines[1].hasPrefix("/usr/")
        guard let folders = isOfSystem ? [] : InstallationFolders.shown(of: lines[1]) else { return nil }
        return Toolchain(program: lines[0], readOnlyPaths: folders, version: lines[2])
    }
}

private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

private func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}

private func firstLine(_ text: String) -> String {
    text.split(separator: "\n").first.map(String.init) ?? ""
}

private func isScript(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    return fgetc(file) == Int32(UInt8(ascii: "#")) && fgetc(file) == Int32(UInt8(ascii: "!"))
}

/// Runs one of the user's own tools and returns what it wrote to stdout; nil unless it exits with 0.
private func captureOutput(_ arguments: [String]) -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
    close(ends[1])
    guard status == 0 else { return nil }
    var output = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = read(ends[0], &buffer, buffer.count)
        if count > 0 { output.append(contentsOf: buffer[..<count]) } else if count == 0 || errno != EINTR { break }
    }
    var exit: Int32 = 0
    while waitpid(child, &exit, 0) < 0 && errno == EINTR {}
    return exit == 0 ? String(decoding: output, as: UTF8.self) : nil
}
