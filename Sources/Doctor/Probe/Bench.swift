import Files
import FoundationEssentials
import Glibc
import Sandbox

/// Where attacks are run: the sandbox, and beside it what they could reach if it did not hold.
struct Bench: Sendable {
    /// A run of an attack in the sandbox.
    struct Run: Sendable {
        let outcome: SandboxOutcome
        let answer: ProbeAnswer
    }

    /// The sandbox.
    let pool: SandboxPool
    /// Its mechanisms, as the first run showed them.
    var mechanisms = Mechanisms()
    /// A folder of our own, for files that any user may read.
    let folder: String
    private let probe: String
    private let program: SandboxInput

    /// Small, so that a promise that is not kept costs the machine little.
    private static let limits = SandboxLimits(
        cpuMilliseconds: 5_000, wallMilliseconds: 15_000, memoryKiB: 128 * 1024, outputBytes: 1 << 20, processes: 64,
        workFolderKiB: 8 * 1024)

    /// Opens a bench for the time of `work`, and takes it down whatever happens.
    static func open<Result>(
        _ pool: SandboxPool, _ work: (inout Bench) async throws -> Result
    ) async throws -> Result {
        var bench = try Bench(pool)
        defer { _ = try? FileManager.default.removeItem(atPath: bench.folder) }
        return try await work(&bench)
    }

    private init(_ pool: SandboxPool) throws {
        self.pool = pool
        probe = try Self.findProbe(launcherPath: pool.launcherPath)
        program = try SandboxInput(contentsOf: probe)
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/atlas-doctor.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw DoctorError.failed(object: parent, errno: errno) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        chmod(folder, 0o755)
    }

    private static func findProbe(launcherPath: String) throws(DoctorError) -> String {
        let real = [launcherPath, "/proc/self/exe"].compactMap { Paths.real($0) }
        var places: [String] = []
        for path in real {
            let place = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) + "/atlas-probe"
            if !places.contains(place) { places.append(place) }
        }
        guard let place = places.first(where: { access($0, X_OK) == 0 }) else { throw .probeMissing(searched: places) }
        return place
    }

    /// A word that no other process has on its command line.
    func newWord() -> String { "atlas-doctor-\(getpid())-\(UInt64.random(in: 0 ... .max))" }

    /// Makes a file in the folder that any user may read.
    func makeFile(_ name: String, _ text: String) throws(DoctorError) -> String {
        let path = "\(folder)/\(name)"
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)), chmod(path, 0o644) == 0 else {
            throw .failed(object: path, errno: errno)
        }
        return path
    }

    /// A request for an attack, with limits of its own where it is about one.
    func request(
        _ arguments: [String], stdin: SandboxInput = .empty, _ change: (inout SandboxLimits) -> Void = { _ in }
    ) -> SandboxRequest {
        var limits = Self.limits
        change(&limits)
        return SandboxRequest(
            arguments: ["/work/probe"] + arguments, stdin: stdin, limits: limits,
            files: [SandboxFile(name: "probe", contents: program, isExecutable: true)])
    }

    /// Runs an attack in the sandbox.
    func inside(
        _ arguments: [String], stdin: SandboxInput = .empty, _ change: (inout SandboxLimits) -> Void = { _ in }
    ) async throws(SandboxError) -> Run {
        let outcome = try await pool.run(request(arguments, stdin: stdin, change))
        return Run(outcome: outcome, answer: ProbeAnswer(String(decoding: outcome.stdout, as: UTF8.self)))
    }

    /// Runs an attack outside the sandbox: the control.
    func outside(
        _ arguments: [String], stdin: String = "/dev/null", extraDescriptor: Int32? = nil
    ) throws(DoctorError) -> ProbeAnswer {
        let process = try OutsideProcess([probe] + arguments, stdin: stdin, extraDescriptor: extraDescriptor)
        return ProbeAnswer(process.finish())
    }

    /// Starts an attack outside that goes on.
    func start(_ arguments: [String]) throws(DoctorError) -> OutsideProcess {
        try OutsideProcess([probe] + arguments)
    }
}
