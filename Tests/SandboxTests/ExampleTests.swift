import FoundationEssentials
import Sandbox
import Testing

/// The example of the documentation: the page shows the source that is built, and what that prints.
@Suite struct ExampleTests {
    private static let package: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    private static func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(package)/\(path)")), as: UTF8.self)
    }

    @Test func `the page shows the example as it is built`() throws {
        let page = try Self.read("Sources/Sandbox/Sandbox.docc/RunningPrograms.md")
        #expect(page.contains("```swift\n\(try Self.read("Examples/sandbox/main.swift"))```\n"))
    }

    @Test func `the example prints what the page says`() throws {
        let launcher = try SandboxPool(workers: 1).launcherPath
        let folder = launcher[..<(launcher.lastIndex(of: "/") ?? launcher.endIndex)]
        let (status, output) = try Programs.outside(["\(folder)/sandbox-example"])
        #expect(status == 0)
        let page = try Self.read("Sources/Sandbox/Sandbox.docc/RunningPrograms.md")
        #expect(page.contains("It prints:\n\n```\n\(output)```\n"), "\(output)")
    }
}
