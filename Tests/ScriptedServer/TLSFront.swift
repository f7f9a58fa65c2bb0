import Foundation
import Synchronization

/// A real server of TLS and HTTP/2, nghttpx, in front of a scripted one, with a certificate of a self-made authority.
public final class TLSFront: Sendable {
    /// The port on 127.0.0.1.
    public let port: UInt16
    /// The authority's certificate, PEM.
    public var authorityFile: String { "\(folder)/ca.pem" }
    /// Where the OpenAI-compatible protocol is spoken, if the script behind it speaks it.
    public var baseURL: String { "https://localhost:\(port)/v1" }

    private let folder: String
    /// The process of nghttpx; it is ended with this value.
    private let process: Int32

    /// What is missing for such a server; nil when nothing is.
    public static let missing: String? = ["openssl", "nghttpx"].first { find($0) == nil }.map { "there is no \($0)" }

    /// Starts nghttpx before a scripted server, and returns once it takes connections.
    ///
    /// - Throws: When a program cannot be started or fails.
    public init(before server: ScriptedServer) throws {
        folder = NSTemporaryDirectory() + "/atlas-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.makeCertificates(in: folder)
        port = try ScriptedServer.unusedPort()
        let front = Process()
        front.executableURL = URL(filePath: Self.find("nghttpx") ?? "/nghttpx")
        front.arguments = [
            "--conf=/dev/null", "--frontend=127.0.0.1,\(port)", "--backend=127.0.0.1,\(server.port)", "--workers=1",
            "--single-process", "--errorlog-file=\(folder)/log", "\(folder)/key.pem", "\(folder)/cert.pem",
        ]
        front.standardOutput = FileHandle.nullDevice
        front.standardError = FileHandle.nullDevice
        try front.run()
        process = front.processIdentifier
        while !Self.takesConnections(port) {
            guard front.isRunning else { throw Failure(step: "nghttpx ended at once; see \(folder)/log") }
            usleep(5_000)
        }
    }

    deinit {
        kill(process, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// How many connections this process has open to the front.
    public var connections: Int {
        (0..<Int32(4096)).count { descriptor in
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getpeername(descriptor, $0, &length) == 0
                }
            }
            return isConnected && address.sin_family == sa_family_t(AF_INET) && address.sin_port == port.bigEndian
        }
    }

    /// A step that failed.
    public struct Failure: Error {
        /// Which.
        public let step: String
    }

    private static func makeCertificates(in folder: String) throws {
        let extensions = "subjectAltName=DNS:localhost,IP:127.0.0.1"
        try Data("\(extensions)\n".utf8).write(to: URL(filePath: "\(folder)/san"))
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        for arguments in [
            ["req", "-x509"] + key + [
                "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test authority", "-days", "2",
            ],
            ["req"] + key + ["-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost"],
            [
                "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
                "cert.pem", "-days", "2", "-extfile", "san",
            ],
        ] {
            let process = Process()
            process.executableURL = URL(filePath: find("openssl") ?? "/openssl")
            process.arguments = arguments
            process.currentDirectoryURL = URL(filePath: folder)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw Failure(step: "openssl \(arguments)") }
        }
    }

    private static func takesConnections(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        address.sin_port = port.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func find(_ program: String) -> String? {
        let folders =
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") + ["/usr/sbin", "/usr/bin"]
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
