import CSandboxClient
import Glibc
@testable import Sandbox
import TestSupport
import Testing

@Suite struct ReportMessageTests {
    @Test func `whatever a launcher reports is an outcome or an error`() {
        var numbers = SplitMix64(seed: 1)
        var outcomes = 0
        for _ in 0..<2_000 {
            var report = sandbox_report()
            withUnsafeMutableBytes(of: &report) { bytes in
                for offset in stride(from: 0, to: bytes.count - 7, by: 8) {
                    bytes.storeBytes(of: numbers.next(), toByteOffset: offset, as: UInt64.self)
                }
            }
            // Else nearly all would be of unknown kind.
            report.header.kind = UInt32.random(in: 2...5, using: &numbers)
            report.end = UInt32.random(in: 0...3, using: &numbers)
            report.collected = UInt32.random(in: 0...3, using: &numbers)
            (report.memory_by, report.processes_by, report.cpu_by) = (0, 1, UInt32.random(in: 0...3, using: &numbers))
            let descriptors = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
                var descriptor: Int32 = -1
                return sandbox_client_memfd("file", &descriptor) == 0 ? descriptor : -1
            }
            do throws(SandboxError) {
                let outcome = try ReportMessage.outcome(report, descriptors, collect: ["a", "b"])
                #expect(outcome.peakKiB >= 0 && outcome.blockedSystemCalls.count <= 32)
                outcomes += 1
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
        #expect(outcomes > 10)
    }
}
