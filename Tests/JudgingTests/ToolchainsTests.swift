import FoundationEssentials
import Glibc
@testable import Judging
import TestSupport
import Testing

/// What is said of a machine on which a language cannot be used.
@Suite struct ToolchainsTests {
    @Test func `a program that cannot be started now is not called missing`() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/python3"
        try Data(contentsOf: URL(filePath: "/bin/true")).write(to: URL(filePath: path))
        try #require(chmod(path, 0o755) == 0)
        let python = try #require(LanguageTable.builtIn.rows.first { $0.id == "python" })
        let toolchains = Toolchains(path: folder.path)
        // While it is open for writing, the kernel does not execute it.
        let file = open(path, O_WRONLY | O_CLOEXEC)
        try #require(file >= 0)
        await #expect(throws: ToolchainError.notStarted(language: python.name, program: path, errno: ETXTBSY)) {
            try await toolchains.interpreter(of: python)
        }
        close(file)
    }

    @Test func `a limit of processes is named`() {
        let error = ToolchainError.notStarted(language: "Python 3", program: "/usr/bin/python3", errno: EAGAIN)
        #expect(
            "\(error)" == "Python 3: /usr/bin/python3: cannot be started: Resource temporarily unavailable; "
                + "a limit of processes around atlas is reached; "
                + "raise it (RLIMIT_NPROC: ulimit -u; pids.max of a control group)")
    }
}
