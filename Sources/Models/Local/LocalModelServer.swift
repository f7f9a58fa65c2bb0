import FoundationEssentials

/// The embedded model's server: a child process on a free loopback port that lives as long as this value.
///
/// It speaks OpenAI's chat completions (also with tools, streaming, and answers constrained by a JSON schema) and
/// Anthropic's messages, several requests at a time. It ends with `atlas` however `atlas` ends: the kernel closes the
/// pipe that is its standard input.
public final class LocalModelServer: Sendable {
    /// The environment variable that names a running server to use, as `http://127.0.0.1:8123`: none is started then.
    public static let addressVariable = "ATLAS_LOCAL_URL"

    /// The root of its OpenAI API, as `http://127.0.0.1:8123/v1`.
    public let baseURL: String

    /// Nil for a server that somebody else started.
    private let program: LocalProgram?

    private init(baseURL: String, program: LocalProgram?) {
        self.baseURL = baseURL
        self.program = program
    }

    /// Starts the server and waits until it answers: about four seconds, when the machine has nothing else to do.
    ///
    /// - Parameters:
    ///   - cacheDirectory: Where the model lies.
    ///   - timeout: How long loading may take.
    ///   - log: Gets a line when it starts and one when it is ready.
    /// - Returns: The server, ready for requests.
    /// - Throws: `ModelError.localUnavailable` where the model is not set up or its server does not start, with the
    ///   last line of its log; `ModelError.cancelled`. No process is left in either case.
    public static func start(
        cacheDirectory: String = LocalModel.defaultCacheDirectory, timeout: Duration = .seconds(120),
        log: @Sendable (String) -> Void = { _ in }
    ) async throws(ModelError) -> LocalModelServer {
        try check(cacheDirectory: cacheDirectory)
        if let address = addressInUse {
            let root = address.hasSuffix("/") ? String(address.dropLast()) : address
            return LocalModelServer(baseURL: root.hasSuffix("/v1") ? root : root + "/v1", program: nil)
        }
        log("starting \(LocalModel.name)")
        let began = ContinuousClock.now
        let script = try LocalModel.writeScript(in: cacheDirectory)
        let logFile = "\(cacheDirectory)/server.log"
        let python = LocalModel.python(of: cacheDirectory)
        let command = [python, "-I", script, "serve", "--json", "--cache", cacheDirectory]
        let program = try LocalProgram(command: command, standardError: logFile)
        let url = try await address(of: program, deadline: began + timeout, logFile: logFile)
        log("\(LocalModel.name) is ready after \((ContinuousClock.now - began).components.seconds) s")
        return LocalModelServer(baseURL: url + "/v1", program: program)
    }

    /// Checks, without starting anything, that there is a server to use, or a model to start one for.
    ///
    /// - Throws: `ModelError.localUnavailable`.
    public static func check(cacheDirectory: String = LocalModel.defaultCacheDirectory) throws(ModelError) {
        guard addressInUse != nil || LocalModel.isSetUp(cacheDirectory: cacheDirectory) else {
            throw .localUnavailable(
                "\(LocalModel.name) is not in \(cacheDirectory); \"atlas models setup\" fetches it (1.1 GB)")
        }
    }

    /// The server that `ATLAS_LOCAL_URL` names; nil for none.
    private static var addressInUse: String? {
        ProcessInfo.processInfo.environment[addressVariable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Ends the server, if this value started it, and waits until it is gone.
    ///
    /// May be called more than once; a value that is let go without it ends its server too.
    public func stop() async {
        await program?.end(grace: .seconds(2))
    }

    /// Waits for the line that tells where the server listens.
    private static func address(
        of program: LocalProgram, deadline: ContinuousClock.Instant, logFile: String
    ) async throws(ModelError) -> String {
        struct Line: Decodable { let url: String }
        var lines = ""
        while true {
            let outputState = program.readOutput(into: &lines)
            let whole = lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            for line in whole {
                if let line = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) { return line.url }
            }
            if case .ended = outputState {
                let end = await program.waitForEnd()
                if let failure = LocalModel.failure(in: lines) { throw .localUnavailable(failure) }
                throw .localUnavailable("the server \(end.description)\(lastWords(in: logFile))")
            }
            guard ContinuousClock.now < deadline else {
                await program.end(grace: .seconds(1))
                throw .localUnavailable("the server was not ready in time\(lastWords(in: logFile))")
            }
            do {
                try await Task.sleep(for: .milliseconds(20))
            } catch {
                await program.end(grace: .seconds(1))
                throw .cancelled
            }
        }
    }

    /// The last line of a log and where the rest is.
    private static func lastWords(in logFile: String) -> String {
        let content = (try? Data(contentsOf: URL(filePath: logFile))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let last = content.split(separator: "\n").last.map { ": \($0)" } ?? ""
        return "\(last); its log is \(logFile)"
    }
}
