import Glibc

/// What hostile source may see of a toolchain that is not the system's: what an installation consists of, no more.
enum InstallationFolders {
    private static let parts = ["bin", "include", "lib", "lib32", "lib64", "libexec", "share"]

    /// The folders of an installation below its prefix; nil when the prefix is the user's home folder or above it.
    ///
    /// A link such as `~/bin/gcc` would otherwise show the home folder, keys and all, to an `.incbin`.
    static func shown(of prefix: String) -> [String]? {
        let home = getenv("HOME").map { String(cString: $0) } ?? "/root"
        guard prefix != "/", !(home + "/").hasPrefix(prefix + "/") else { return nil }
        return parts.map { "\(prefix)/\($0)" }.filter { access($0, R_OK | X_OK) == 0 }
    }
}
