import Foundation
import Testing

@testable import Judging

@Suite struct InstallationFoldersTests {
    @Test func `an installation is shown part by part`() throws {
        let prefix = NSTemporaryDirectory() + "/atlas-prefix-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: prefix) }
        for part in ["bin", "lib", "secrets"] {
            try FileManager.default.createDirectory(atPath: "\(prefix)/\(part)", withIntermediateDirectories: true)
        }
        #expect(InstallationFolders.shown(of: prefix) == ["\(prefix)/bin", "\(prefix)/lib"])
    }

    @Test func `neither the home folder nor one above it is shown`() {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
        #expect(InstallationFolders.shown(of: home) == nil)
        #expect(InstallationFolders.shown(of: "/") == nil)
        let above = URL(filePath: home).deletingLastPathComponent().path
        #expect(InstallationFolders.shown(of: above) == nil)
    }
}
