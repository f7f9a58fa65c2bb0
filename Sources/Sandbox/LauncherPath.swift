import Glibc

/// Where `atlas-sandbox` is.
enum LauncherPath {
    /// The path given, else `ATLAS_SANDBOX`, else beside the running program.
    ///
    /// `swift test` runs its bundle in the build folder, so that the last holds for tests too, unless a helper of the
    /// toolchain loads the bundle: then it is named on the command line.
    ///
    /// - Throws: `SandboxError.launcherMissing`.
    static func find(_ given: String?) throws(SandboxError) -> String {
        let candidates = given.map { [$0] } ?? placesToLook()
        for candidate in candidates where access(candidate, X_OK) == 0 { return candidate }
        throw .launcherMissing(searched: candidates)
    }

    /// The library for zygotes, in the launcher's own folder; empty when it is not there.
    static func zygoteLibrary(beside launcher: String) -> [String] {
        let paths = resolved(launcher).map { [parent(of: $0) + "/libatlas-zygote.so"] } ?? []
        return paths.filter { access($0, R_OK) == 0 }
    }

    private static func placesToLook() -> [String] {
        if let override = getenv("ATLAS_SANDBOX") { return [String(cString: override)] }
        var folders: [String] = []
        if let program = resolved("/proc/self/exe") { folders.append(parent(of: program)) }
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            guard let bundle = resolved(argument) else { continue }
            // The bundle is a file in the build folder, or a folder there with the file some levels down.
            var folder = parent(of: bundle)
            while !folder.isEmpty, folder.contains(".xctest") { folder = parent(of: folder) }
            folders.append(folder)
        }
        return folders.map { $0 + "/atlas-sandbox" }
    }

    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
