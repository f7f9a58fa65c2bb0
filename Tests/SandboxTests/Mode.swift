import Glibc
@testable import Sandbox

/// As whom the launcher runs: each attack is tried as each.
enum Mode: String, CaseIterable, Sendable, CustomStringConvertible {
    /// As the user who runs the tests.
    case asStarted
    /// As an ordinary user, to which only root can change; without cgroups, and without Landlock.
    case ordinaryUser
    /// As the user who runs the tests, without cgroups.
    case withoutCgroup
    /// As the user who runs the tests, in the unified hierarchy, with whatever controllers it has.
    case cgroupV2

    var description: String {
        switch self {
        case .asStarted: "as user \(geteuid())"
        case .ordinaryUser: "as an ordinary user"
        case .withoutCgroup: "as user \(geteuid()), without cgroups"
        case .cgroupV2: "as user \(geteuid()), with cgroup v2"
        }
    }

    /// The modes to try, by the environment: for a launcher of another build, one will do.
    private static let isOnlyAsStarted = getenv("ATLAS_TEST_MODES").map { String(cString: $0) } == "asStarted"

    /// The modes that this machine can offer; the others are named on stdout with the reason.
    static let available: [Mode] = {
        if isOnlyAsStarted { return [.asStarted] }
        guard geteuid() == 0 else {
            print("skipped: running the launcher as another user takes root")
            return [.asStarted]
        }
        guard (try? Programs.outside(["setpriv", "--version"]))?.status == 0 else {
            print("skipped: running the launcher as another user takes setpriv")
            return [.asStarted]
        }
        return [.asStarted, .ordinaryUser]
    }()

    /// The modes in which limits are held by one means or another: for what is about limits.
    static let ofLimits: [Mode] = isOnlyAsStarted ? available : available + [.withoutCgroup, .cgroupV2]

    /// A pool whose launchers run in this mode.
    func pool(workers: Int = 1) async throws -> SandboxPool {
        switch self {
        case .asStarted: try SandboxPool(workers: workers)
        case .ordinaryUser:
            try SandboxPool(
                workers: workers, launcherPath: try await Self.unprivilegedLauncher.value,
                launcherOptions: ["--cgroup=none", "--landlock=off"])
        case .withoutCgroup: try SandboxPool(workers: workers, launcherOptions: ["--cgroup=none"])
        case .cgroupV2: try SandboxPool(workers: workers, launcherOptions: ["--cgroup=v2"])
        }
    }

    /// A script that becomes the user "nobody" and then the launcher, of which it has a copy that anyone may run.
    private static let unprivilegedLauncher = Task { () async throws -> String in
        let folder = try await ProcessFolder.shared.path
        let launcher = try SandboxPool(workers: 1).launcherPath
        let (status, text) = try Programs.outside([
            "/bin/sh", "-c",
            "chmod 755 \"$1\" && cp \"$2\" \"${2%/*}/libatlas-zygote.so\" \"$1\" && chmod 755 \"$1/atlas-sandbox\"",
            "sh",
            folder, launcher,
        ])
        guard status == 0 else { throw Programs.Failure("cannot prepare a launcher for nobody: \(text)") }
        let become = "setpriv --reuid=65534 --regid=65534 --clear-groups"
        try Programs.write(
            "#!/bin/sh\nexec \(become) \(folder)/atlas-sandbox \"$@\"\n", toScript: folder + "/as-nobody")
        return folder + "/as-nobody"
    }
}
