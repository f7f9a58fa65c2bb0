@testable import Sandbox
import Testing

@Suite struct AvailableCoresTests {
    @Test(arguments: [("max 100000\n", nil), ("150000 100000\n", 1.5), ("200000 100000", 2), ("", nil), ("5 0", nil)])
    func `a quota of cgroup v2 in cores`(_ text: String, _ cores: Double?) {
        #expect(CPUQuota.unified(text) == cores)
    }

    @Test(arguments: [("-1\n", nil), ("50000\n", 0.5), ("400000", 4), ("", nil)])
    func `a quota of cgroup v1 in cores`(_ quota: String, _ cores: Double?) {
        #expect(CPUQuota.legacy(quota: quota, period: "100000\n") == cores)
    }

    @Test func `a pool has as many workers as there are cores, unless told otherwise`() throws {
        #expect(try SandboxPool().workers == SandboxPool.availableCores)
        #expect(SandboxPool.availableCores >= 1)
    }
}
