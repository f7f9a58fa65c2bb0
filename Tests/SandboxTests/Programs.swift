import FoundationEssentials
import Glibc
import Sandbox

/// Programs for the tests: the attacks of this folder and small ones written in place, compiled outside the sandbox.
enum Programs {
    /// The folder of attack programs.
    static var attacks: String {
        let file = #filePath
        return String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]) + "/Attacks"
    }

    /// An attack in C, compiled, by its name without folder and extension.
    static func attack(_ name: String) async throws -> SandboxInput {
        try await compiled(try source(name))
    }

    /// The path of an attack in C, compiled, to run it outside.
    static func attackPath(_ name: String) async throws -> String {
        try await compiledPath(try source(name))
    }

    /// A source in C or C++, compiled; each once.
    static func compiled(_ source: String) async throws -> SandboxInput {
        try SandboxInput(contentsOf: try await compiledPath(source))
    }

    /// Where a source in C or C++ is, compiled; each once.
    static func compiledPath(_ source: String) async throws -> String {
        try await Compiler.shared.path(at: source)
    }

    private static func source(_ name: String) throws -> String {
        guard let file = Attack.files.first(where: { $0.hasSuffix("/\(name).c") }) else {
            throw Failure("there is no attack \(name).c in \(attacks)")
        }
        return "\(attacks)/\(file)"
    }

    /// A request that runs a compiled program.
    static func request(
        _ program: SandboxInput, _ arguments: [String] = [], stdin: SandboxInput = .empty,
        limits: SandboxLimits = SandboxLimits()
    ) -> SandboxRequest {
        SandboxRequest(
            arguments: ["/work/program"] + arguments, environment: ["PATH": "/usr/bin:/bin"], stdin: stdin,
            limits: limits, files: [SandboxFile(name: "program", contents: program, isExecutable: true)])
    }

    /// A request that runs a shell command inside.
    static func shell(_ command: String, limits: SandboxLimits = SandboxLimits()) -> SandboxRequest {
        SandboxRequest(arguments: ["/bin/sh", "-c", command], environment: ["PATH": "/usr/bin:/bin"], limits: limits)
    }

    /// What a program did that ran outside the sandbox.
    static func outside(_ arguments: [String]) throws -> (status: Int32, output: String) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure("pipe: \(errno)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        let error = posix_spawnp(&child, arguments[0], &actions, nil, &words, environ)
        close(ends[1])
        guard error == 0 else { throw Failure("\(arguments[0]): \(String(cString: strerror(error)))") }
        var output = Data()
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(ends[0], &buffer, buffer.count)
            if count > 0 { output.append(contentsOf: buffer[..<count]) } else if count == 0 || errno != EINTR { break }
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return (
            status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f), String(decoding: output, as: UTF8.self)
        )
    }

    /// Makes an executable file, by a process of its own: were it open for writing here, a child that another test spawns
    /// at that moment would hold it open, and the kernel would not execute it.
    static func write(_ text: String, toScript path: String) throws {
        let (status, output) = try outside([
            "/bin/sh", "-c", "printf %s \"$1\" > \"$2\" && chmod 755 \"$2\"", "sh", text, path,
        ])
        guard status == 0 else { throw Failure("\(path): \(output)") }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}

/// Compiles with gcc and g++, each source once.
private actor Compiler {
    static let shared = Compiler()

    private var paths: [String: Task<String, any Error>] = [:]

    func path(at source: String) async throws -> String {
        if let known = paths[source] { return try await known.value }
        let name = "program\(paths.count)"
        let task = Task {
            let output = try await ProcessFolder.shared.path + "/" + name
            let compiler = source.hasSuffix(".cpp") ? ["g++", "-std=gnu++20"] : ["gcc", "-std=gnu17"]
            let (status, text) = try Programs.outside(
                compiler + ["-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", output, source])
            guard status == 0 else { throw Programs.Failure("\(source) does not compile:\n\(text)") }
            return output
        }
        paths[source] = task
        return try await task.value
    }
}

/// A folder of this process, which goes when the process ends.
actor ProcessFolder {
    static let shared = ProcessFolder()

    private var made: String?
    // Written once, before the exit handler, which can capture nothing, is registered.
    private nonisolated(unsafe) static var pathAtExit: String?

    /// Where it is.
    var path: String {
        get throws {
            if let made { return made }
            var template = Array("/tmp/atlas-sandbox-tests-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { throw Programs.Failure("mkdtemp: \(errno)") }
            let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            made = path
            Self.pathAtExit = path
            atexit {
                if let path = ProcessFolder.pathAtExit { _ = try? FileManager.default.removeItem(atPath: path) }
            }
            return path
        }
    }
}
