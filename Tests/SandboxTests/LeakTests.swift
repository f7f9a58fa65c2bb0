import FoundationEssentials
import Glibc
@testable import Sandbox
import TestSupport
import Testing

/// In `/proc/PID/fd` of a launcher's keeper: how many descriptors it has open.
private func openDescriptors(ofKeeperOf launcher: pid_t) throws -> Int {
    let keeper = try #require(HostProcesses.children(of: launcher).first)
    return try FileManager.default.contentsOfDirectory(atPath: "/proc/\(keeper)/fd").count
}

@Suite struct LeakTests {
    @Test func `three hundred runs leave no descriptor open in the keeper`() async throws {
        let pool = try SandboxPool(workers: 1)
        var request = Programs.request(try await Programs.attack("ends"), ["exit", "0"])
        request.files.append(SandboxFile(name: "kept", contents: try SandboxInput(Data("kept".utf8))))
        request.collect = ["kept"]
        _ = try await pool.run(request)
        let launcher = try #require(pool.launcherProcesses.first)
        let before = try openDescriptors(ofKeeperOf: launcher)
        for _ in 0..<300 { _ = try await pool.run(request) }
        // Both counts may see the descriptors of the run that was just reported: they close after the report.
        #expect(try openDescriptors(ofKeeperOf: launcher) < before + 30)
        #expect(pool.launcherProcesses == [launcher])
    }

    @Test func `an input closes its descriptor, and so do the results of a run`() async throws {
        let pool = try SandboxPool(workers: 1)
        var request = Programs.request(try await Programs.attack("ends"), ["exit", "0"])
        request.files.append(SandboxFile(name: "kept", contents: try SandboxInput(Data("kept".utf8))))
        request.collect = ["kept"]
        var input: SandboxInput? = try SandboxInput(Data("some".utf8))
        var outcome: SandboxOutcome? = try await pool.run(request)
        let descriptors = [try #require(input).descriptor, try #require(outcome?.collected["kept"]).descriptor]
        // Which file a descriptor is: another test may open one of the same number meanwhile.
        let files = descriptors.map(Self.file)
        #expect(files.allSatisfy { $0 != nil })
        input = nil
        outcome = nil
        for (descriptor, file) in zip(descriptors, files) { #expect(Self.file(descriptor) != file) }
    }

    private static func file(_ descriptor: Int32) -> UInt? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? UInt(status.st_ino) : nil
    }
}
