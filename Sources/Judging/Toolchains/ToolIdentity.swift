import Glibc

/// What tells one compiler from another that calls itself the same: its file's size and time.
enum ToolIdentity {
    static func fields(_ toolchain: Toolchain) -> [String] {
        var status = stat()
        let isFound = stat(toolchain.program, &status) == 0
        let file = isFound ? "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)" : ""
        return [toolchain.program, toolchain.version, file]
    }
}
