import Digests
import Files
import FoundationEssentials
import Sandbox

/// Large headers, compiled once for each compiler and its flags: `bits/stdc++.h` is most of a short program's compiling.
///
/// A header is only offered to a source that includes it before anything else, where it means the same as the text.
actor PrecompiledHeaders {
    /// How much is kept, in bytes: GCC's takes 120 MB for each set of flags.
    private static let largest = 1 << 30

    private let folder: CacheFolder
    private let pool: SandboxPool
    private var known: [String: Task<String?, Never>] = [:]

    init(folder: CacheFolder, pool: SandboxPool) {
        self.folder = folder
        self.pool = pool
    }

    /// What to add to a compiler's command, and the folder to show it.
    struct Use: Sendable {
        let arguments: [String]
        let readOnlyPath: String
    }

    /// How a source's compilation can use its header; nil when it cannot, and for a compiler that refuses.
    func use(_ header: String, for source: String, _ compilation: Language.Compilation, _ toolchain: Toolchain) async
        -> Use?
    {
        guard Self.isFirst(header, in: source) else { return nil }
        let isClang = toolchain.version.contains("clang")
        var key = ContentDigest()
        key.add(["atlas.header/1", header] + ToolIdentity.fields(toolchain) + compilation.flags)
        let name = "headers/\(key.hexadecimal)"
        let task =
            known[name]
            ?? Task {
                await make(header, name, isClang: isClang, compilation, toolchain) ? realFolder(name) : nil
            }
        known[name] = task
        guard let path = await task.value else { return nil }
        let file = Self.fileName(header)
        return Use(
            arguments: isClang ? ["-include-pch", "\(path)/\(file)"] : ["-I\(path)"], readOnlyPath: path)
    }

    /// The folder's path without links, which the sandbox would not follow.
    private func realFolder(_ name: String) -> String? { Paths.real("\(folder.path)/\(name)") }

    private static func fileName(_ header: String) -> String {
        (header.split(separator: "/").last.map(String.init) ?? header) + ".gch"
    }

    /// Whether nothing but space and comments comes before the header's line.
    static func isFirst(_ header: String, in source: String) -> Bool {
        var rest = Substring(source).utf8
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        while let first = rest.first {
            if first == 32 || (9...13).contains(first) {
                rest = rest.dropFirst()
            } else if rest.starts(with: "//".utf8) {
                guard let end = rest.firstIndex(of: 10) else { return false }
                // A comment that goes on behind a backslash is rare enough to compile the slow way.
                if rest[..<end].contains(UInt8(ascii: "\\")) { return false }
                rest = rest[end...]
            } else if rest.starts(with: "/*".utf8) {
                guard let end = Substring(rest.dropFirst(2)).firstRange(of: "*/")?.upperBound else { return false }
                rest = rest[end...]
            } else {
                let line = Substring(rest.prefix { $0 != 10 && $0 != 13 }).filter { $0 != " " && $0 != "\t" }
                return line == "#include<\(header)>" || line.hasPrefix("#include<\(header)>//")
            }
        }
        return false
    }

    private func make(
        _ header: String, _ name: String, isClang: Bool, _ compilation: Language.Compilation, _ toolchain: Toolchain
    ) async -> Bool {
        // GCC looks for `bits/stdc++.h.gch` beside where `bits/stdc++.h` could be; clang is told the file.
        let file = Self.fileName(header)
        let target = isClang ? "\(name)/\(file)" : "\(name)/\(header).gch"
        if FileManager.default.fileExists(atPath: "\(folder.path)/\(target)") {
            folder.touch(name)
            return true
        }
        guard let source = try? SandboxInput(Data("#include <\(header)>\n".utf8)) else { return false }
        var limits = ProgramBuilder.limits(compilation)
        limits.cpuMilliseconds *= 4
        limits.wallMilliseconds *= 4
        let request = SandboxRequest(
            arguments: [toolchain.program] + compilation.flags + ["-x", "c++-header", "-o", file, "header.h"],
            environment: ProgramBuilder.environment(toolchain, [:]), limits: limits, policy: .compile,
            readOnlyPaths: toolchain.readOnlyPaths, files: [SandboxFile(name: "header.h", contents: source)],
            collect: [file])
        guard let outcome = try? await pool.run(request), outcome.end == .exited(0),
            let bytes = try? outcome.collected[file]?.read()
        else {
            // Not for good: the next command may have more time.
            known[name] = nil
            return false
        }
        guard folder.write(bytes, to: target) else { return false }
        folder.shrink("headers", to: Self.largest, keeping: String(name.dropFirst("headers/".count)))
        return true
    }
}
