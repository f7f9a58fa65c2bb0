internal import CSandboxClient
import Glibc

/// A request in the launcher's form: one packet, and the descriptors that go with it.
///
/// It keeps the inputs alive, whose descriptors these are.
struct RequestMessage: Sendable {
    let bytes: [UInt8]
    let descriptors: [Int32]
    let collect: [String]
    private let inputs: [SandboxInput]
    private let streams: SandboxStreams?

    /// Lays out a request.
    ///
    /// - Throws: `SandboxError.failed` of phase `request` when something does not fit the protocol.
    init(_ request: SandboxRequest, run: UInt32) throws(SandboxError) {
        try Self.checkCounts(request)
        var strings: [UInt8] = []
        for argument in request.arguments { try Self.append(argument, to: &strings) }
        for argument in request.zygote?.arguments ?? [] { try Self.append(argument, to: &strings) }
        // Sorted: the same request is the same bytes.
        for (name, value) in request.environment.sorted(by: { $0.key < $1.key }) {
            try Self.append("\(name)=\(value)", to: &strings)
        }
        for path in request.readOnlyPaths { try Self.append(path, to: &strings) }
        for file in request.files { try Self.append(file.name, to: &strings) }
        for name in request.collect { try Self.append(name, to: &strings) }
        guard strings.count <= SANDBOX_STRINGS_MAX else {
            throw Self.failure("arguments, environment and paths together", E2BIG)
        }
        bytes = withUnsafeBytes(of: Self.fixed(request, run, strings.count), Array.init) + strings
        inputs = [request.stdin] + request.files.map(\.contents)
        streams = request.streams
        var descriptors = inputs.map(\.descriptor)
        if let ends = streams?.descriptors {
            descriptors[0] = ends.input
            descriptors.append(ends.output)
        }
        self.descriptors = descriptors
        collect = request.collect
        guard descriptors.allSatisfy({ $0 >= 0 }) else { throw Self.failure("stdin", EMFILE) }
    }

    /// The launcher has its own copies of the pipes: ours must not keep them open.
    func releaseStreams() { streams?.close() }

    /// The packet that ends a run.
    static func cancellation(run: UInt32) -> [UInt8] {
        withUnsafeBytes(of: header(SANDBOX_CANCEL, run), Array.init)
    }

    private static func header(_ kind: sandbox_kind, _ run: UInt32) -> sandbox_header {
        sandbox_header(magic: SANDBOX_MAGIC, version: SANDBOX_VERSION, kind: kind.rawValue, run: run)
    }

    private static func fixed(_ request: SandboxRequest, _ run: UInt32, _ stringsSize: Int) -> sandbox_request {
        let limits = request.limits
        var fixed = sandbox_request()
        fixed.header = header(SANDBOX_REQUEST, run)
        fixed.cpu_ms = UInt64(clamping: limits.cpuMilliseconds)
        fixed.wall_ms = UInt64(clamping: limits.wallMilliseconds)
        fixed.memory_kib = UInt64(clamping: limits.memoryKiB)
        fixed.output_bytes = UInt64(clamping: limits.outputBytes)
        fixed.work_kib = UInt64(clamping: limits.workFolderKiB)
        fixed.processes = UInt32(clamping: limits.processes)
        fixed.policy = request.policy.rawValue
        fixed.refusal = (request.refusal == .kill ? SANDBOX_REFUSAL_KILL : SANDBOX_REFUSAL_REPORT).rawValue
        fixed.argument_count = UInt32(request.arguments.count)
        fixed.zygote_count = UInt32(request.zygote?.arguments.count ?? 0)
        fixed.environment_count = UInt32(request.environment.count)
        fixed.path_count = UInt32(request.readOnlyPaths.count)
        fixed.file_count = UInt32(request.files.count)
        fixed.collect_count = UInt32(request.collect.count)
        fixed.is_piped = request.streams == nil ? 0 : 1
        fixed.strings_size = UInt32(stringsSize)
        withUnsafeMutableBytes(of: &fixed.file_flags) { raw in
            let flags = raw.bindMemory(to: UInt32.self)
            for (index, file) in request.files.enumerated() where file.isExecutable {
                flags[index] = SANDBOX_FILE_EXECUTABLE
            }
        }
        return fixed
    }

    private static func checkCounts(_ request: SandboxRequest) throws(SandboxError) {
        let counts = [
            ("arguments", request.arguments.count, Int(SANDBOX_ARGUMENTS_MAX)),
            ("zygote", request.zygote?.arguments.count ?? 0, Int(SANDBOX_ARGUMENTS_MAX)),
            ("environment", request.environment.count, Int(SANDBOX_ENVIRONMENT_MAX)),
            ("read-only paths", request.readOnlyPaths.count, Int(SANDBOX_PATHS_MAX)),
            ("files", request.files.count, Int(SANDBOX_FILES_MAX)),
            ("collect", request.collect.count, Int(SANDBOX_COLLECT_MAX)),
        ]
        for (name, count, most) in counts where count > most { throw failure("\(name) (at most \(most))", E2BIG) }
    }

    private static func append(_ string: String, to area: inout [UInt8]) throws(SandboxError) {
        guard !string.utf8.contains(0) else { throw failure("a string with a zero byte", EINVAL) }
        area.append(contentsOf: string.utf8)
        area.append(0)
    }

    private static func failure(_ object: String, _ errno: Int32) -> SandboxError {
        .failed(phase: "request", object: object, errno: errno, remedy: nil)
    }
}
