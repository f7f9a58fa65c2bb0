import FoundationEssentials
import Glibc
import Sandbox
import Testing

@Suite struct FailureTests {
    /// A request that cannot be carried out, and what the failure must name.
    struct Broken: Sendable, CustomTestStringConvertible {
        let why: String
        let phase: String
        let object: String
        let call: String?
        let errno: Int32
        let request: SandboxRequest
        var testDescription: String { why }

        init(
            _ why: String, _ phase: String, _ object: String, _ errno: Int32, call: String? = nil,
            _ change: (inout SandboxRequest) -> Void
        ) {
            var request = SandboxRequest(arguments: ["/bin/true"])
            change(&request)
            (self.why, self.phase, self.object) = (why, phase, object)
            (self.call, self.errno, self.request) = (call, errno, request)
        }
    }

    static let broken = [
        Broken("no such program", "exec", "/work/none", ENOENT, call: "execve") { $0.arguments = ["/work/none"] },
        Broken("not executable", "exec", "/etc/passwd", EACCES, call: "execve") { $0.arguments = ["/etc/passwd"] },
        Broken("neither program nor script", "exec", "/work/text", ENOEXEC, call: "execve") {
            $0.arguments = ["/work/text"]
            $0.files = [SandboxFile(name: "text", contents: .empty, isExecutable: true)]
        },
        Broken("relative program", "request", "program, which must be an absolute path", EINVAL) {
            $0.arguments = ["true"]
        },
        Broken("path that is not there", "mounts", "/nonexistent/folder", ENOENT, call: "stat") {
            $0.readOnlyPaths = ["/nonexistent/folder"]
        },
        Broken("path with parents", "request", "/usr/../etc", EINVAL) { $0.readOnlyPaths = ["/usr/../etc"] },
        Broken("the whole machine", "request", "/", EINVAL) { $0.readOnlyPaths = ["/"] },
        Broken("the machine's /proc", "request", "/proc/1", EINVAL) { $0.readOnlyPaths = ["/proc/1"] },
        Broken("file name with a slash", "request", "a/b", EINVAL) {
            $0.files = [SandboxFile(name: "a/b", contents: .empty)]
        },
        Broken("file name that is the parent", "request", "..", EINVAL) {
            $0.files = [SandboxFile(name: "..", contents: .empty)]
        },
        Broken("the same file twice", "files", "a", EEXIST, call: "open") {
            $0.files = [SandboxFile(name: "a", contents: .empty), SandboxFile(name: "a", contents: .empty)]
        },
        Broken("result outside the work folder", "request", "../x", EINVAL) { $0.collect = ["../x"] },
        Broken("no time", "request", "cpu_ms", ERANGE) { $0.limits.cpuMilliseconds = 0 },
        Broken("no memory", "request", "memory_kib", ERANGE) { $0.limits.memoryKiB = 10 },
        Broken("negative limit", "request", "processes", ERANGE) { $0.limits.processes = -1 },
        Broken("zero byte", "request", "a string with a zero byte", EINVAL) { $0.arguments = ["/bin/true", "a\0b"] },
        Broken("too much text", "request", "arguments, environment and paths together", E2BIG) {
            $0.arguments = ["/bin/true", String(repeating: "x", count: 200_000)]
        },
    ]

    @Test(arguments: broken) func `a run that cannot start is the sandbox's failure`(_ broken: Broken) async throws {
        let pool = try SandboxPool(workers: 1)
        do {
            let outcome = try await pool.run(broken.request)
            Issue.record("it ended as \(outcome.end)")
        } catch .failed(let phase, let object, let call, let errno, _) {
            #expect(phase == broken.phase)
            #expect(object == broken.object)
            #expect(call == broken.call)
            #expect(errno == broken.errno)
        }
        #expect(try await pool.run(Programs.shell("exit 6")).end == .exited(6))
    }

    @Test func `files that do not fit the work folder are the sandbox's failure`() async throws {
        let pool = try SandboxPool(workers: 1)
        var request = Programs.shell("exit 0")
        request.limits.workFolderKiB = 64
        request.files = [SandboxFile(name: "large", contents: try SandboxInput(Data(count: 100_000)))]
        await #expect(
            throws: SandboxError.failed(
                phase: "files", object: "large", call: "sendfile", errno: ENOSPC,
                remedy: "the files do not fit the work folder; raise its size")
        ) { try await pool.run(request) }
    }

    /// A machine that lacks something, as a shell command that takes it away from the launcher, and what is said.
    struct Lack: Sendable, CustomTestStringConvertible {
        let why: String
        var command = ":"
        /// What starts the launcher.
        var wrapper = ""
        let error: SandboxError
        var testDescription: String { why }
    }

    static let lacks = [
        Lack(
            why: "user namespaces are turned off",
            command: "echo 0 > /proc/sys/user/max_user_namespaces",
            error: .failed(
                phase: "namespaces", object: "user namespace", call: "unshare", errno: ENOSPC,
                remedy: "user namespaces are turned off; run: sudo sysctl user.max_user_namespaces=10000")),
        Lack(
            why: "parts of /proc are covered, as in a container",
            command: "mount -t tmpfs none /proc/sys",
            error: .failed(
                phase: "mounts", object: "/proc", call: "mount", errno: EPERM,
                remedy: "this container hides parts of /proc; start it with --security-opt systempaths=unconfined")),
        Lack(
            why: "a hard limit is too low",
            command: "ulimit -s 4096",
            error: .failed(
                phase: "limits", object: "RLIMIT_STACK", errno: EPERM,
                remedy: "atlas was started with a hard limit that is too low; raise it (ulimit -H), "
                    + "or give atlas CAP_SYS_RESOURCE")),
        Lack(
            why: "no further process may be started",
            wrapper: "prlimit --nproc=1:1",
            error: .failed(
                phase: "namespaces", object: "pid namespace", call: "clone", errno: EAGAIN,
                remedy: SandboxError.remedy(notStarted: EAGAIN))),
        Lack(
            why: "the only user, which is called root, lacks a capability",
            wrapper: withoutCapabilities("setfcap"),
            error: rootWithout("CAP_SETFCAP")),
    ]

    /// A command that goes on without some capabilities; `all` stands for all there are.
    static func withoutCapabilities(_ names: String...) -> String {
        let words = names.map { "-\($0)" }.joined(separator: ",")
        return "setpriv --bounding-set=\(words) --inh-caps=\(words)"
    }

    /// What is said of a root from whom capabilities were taken.
    static func rootWithout(_ names: String) -> SandboxError {
        .failed(
            phase: "namespaces", object: "root without \(names)", errno: EPERM,
            remedy: "start atlas as an ordinary user, or leave root these capabilities; "
                + "start a container with --cap-add SETUID --cap-add SETGID --cap-add SETFCAP")
    }

    /// Whether the launcher is started by a root from whom capabilities can be taken.
    static let isRoot =
        geteuid() == 0
        && (try? Programs.outside(["/bin/sh", "-c", "\(withoutCapabilities("setfcap")) true"]))?.status == 0

    @Test(
        .enabled(if: isRoot, "setpriv(1) cannot take capabilities away here"),
        arguments: [
            (withoutCapabilities("setuid"), "CAP_SETUID"), (withoutCapabilities("setgid"), "CAP_SETGID"),
            (withoutCapabilities("setfcap"), "CAP_SETFCAP"),
            (withoutCapabilities("all"), "CAP_SETUID, CAP_SETGID, CAP_SETFCAP"),
        ])
    func `root without the capabilities to map users is told which`(_ wrapper: String, _ names: String) async throws {
        let script = try await ProcessFolder.shared.path + "/without-\(names.filter(\.isLetter))"
        let launcher = try SandboxPool(workers: 1).launcherPath
        try Programs.write("#!/bin/sh\nexec \(wrapper) '\(launcher)'\n", toScript: script)
        let pool = try SandboxPool(workers: 1, launcherPath: script)
        await #expect(throws: Self.rootWithout(names)) { try await pool.run(Programs.shell("exit 0")) }
    }

    /// Whether a user namespace can be made in which to take something away.
    static let canNest = (try? Programs.outside(nested("true")))?.status == 0

    /// A command in a user namespace of an ordinary user, where it is "root" over nothing.
    static func nested(_ command: String) -> [String] {
        let become = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        return become + ["unshare", "-Urm", "/bin/sh", "-c", command]
    }

    @Test(.enabled(if: canNest, "unshare(1) cannot make a user namespace here"), arguments: lacks)
    func `what a machine lacks is named with the remedy`(_ lack: Lack) async throws {
        let launcher = try await Mode.asStarted.pool().launcherPath
        let script = try await ProcessFolder.shared.path + "/lack-\(lack.why.count)"
        let words = Self.nested("\(lack.command); exec \(lack.wrapper) '\(launcher)'")
        let command = words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
        try Programs.write("#!/bin/sh\nexec \(command)\n", toScript: script)
        let pool = try SandboxPool(workers: 1, launcherPath: script)
        await #expect(throws: lack.error) { try await pool.run(Programs.shell("exit 0")) }
    }

    @Test(arguments: [
        (
            SandboxError.failed(phase: "mounts", object: "/usr/lib", call: "mount", errno: EACCES, remedy: "do this"),
            "sandbox: mounts: /usr/lib: mount: Permission denied; do this"
        ),
        (
            .failed(phase: "exec", object: "/x", errno: ENOENT, remedy: nil),
            "sandbox: exec: /x: No such file or directory"
        ),
        (.cancelled, "sandbox: run: cancelled"),
        (
            .launcherMissing(searched: ["/a", "/b"]),
            "sandbox: start: atlas-sandbox: not found at /a, /b; build it with \"swift build\" or set ATLAS_SANDBOX to its path"
        ),
    ]) func `an error is one line`(_ error: SandboxError, _ line: String) {
        #expect("\(error)" == line)
    }
}
