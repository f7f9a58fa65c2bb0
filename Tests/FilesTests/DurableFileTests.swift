import Files
import FoundationEssentials
import Glibc
import TestSupport
import Testing

private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

@Test func `a file is put in place over another, and nothing else is left`() async throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.path
    for text in ["a long first text", "", "second"] {
        try DurableFile.write(Array(text.utf8), to: folder + "/x")
        #expect(try Data(contentsOf: URL(filePath: folder + "/x")) == Data(text.utf8))
    }
    #expect(try names(folder) == ["x"])
}

@Test func `a file that cannot be put in place leaves nothing`() async throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.path
    try DurableFile.makeFolder(folder + "/a//b/c")
    let failure = #expect(throws: DurableFile.Failure.self) { try DurableFile.write([1], to: folder + "/a") }
    #expect(failure?.path == folder + "/a")
    #expect(failure?.reason == "cannot be put in place: Is a directory")
    #expect(try names(folder) == ["a"])
    #expect(try names(folder + "/a/b") == ["c"])
}

@Test func `a folder cannot be made where a file is`() async throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.path
    try DurableFile.write([], to: folder + "/x")
    let failure = #expect(throws: DurableFile.Failure.self) { try DurableFile.makeFolder(folder + "/x") }
    #expect(failure?.description == folder + "/x: cannot be made: Not a directory")
}

@Test func `a folder that is not there is told with the file that could not be made`() {
    let failure = #expect(throws: DurableFile.Failure.self) { try DurableFile.write([1], to: "/nowhere/x") }
    #expect(failure?.path.hasPrefix("/nowhere/.\(getpid())-") == true)
    #expect(failure?.reason == "cannot be made: No such file or directory")
}

@Test func `what dead processes left is removed, and nothing else`() async throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.path
    let kept = [".1-1.tmp", ".\(getpid())-1.tmp", ".x-1.tmp", "\(Int32.max)-1.tmp", ".\(Int32.max)-1"]
    for name in kept + [".\(Int32.max)-1.tmp"] { try DurableFile.write([], to: "\(folder)/\(name)") }
    DurableFile.removeLeftovers(in: folder)
    #expect(try names(folder) == kept.sorted())
}
