import Glibc

/// What paths lead to, links followed.
package enum Paths {
    /// A path with every link resolved; nil, with `errno` set, when there is nothing.
    package static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether a path leads to a folder.
    package static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

    /// Whether a path leads to a regular file.
    package static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
