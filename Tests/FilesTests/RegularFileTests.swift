import Foundation
import Glibc
import Testing

@testable import Files

@Suite struct RegularFileTests {
    /// A folder of the test's own, gone when the test is.
    private final class OwnFolder {
        let path = NSTemporaryDirectory() + "/atlas-files-\(UUID().uuidString)"

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func file(_ name: String, _ bytes: [UInt8]) throws -> String {
            try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
            return "\(path)/\(name)"
        }
    }

    private func failure(_ path: String, atMost limit: Int = .max) -> FileFailure? {
        do throws(FileFailure) {
            _ = try RegularFile.text(path, atMost: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a file is read whole, up to the limit`() throws {
        let folder = try OwnFolder()
        let path = try folder.file("a", Array("é\0\n".utf8))
        #expect(try RegularFile.text(path, atMost: 4) == "é\0\n")
        #expect(failure(path, atMost: 3) == .tooLarge(bytes: 4, limit: 3))
        #expect(try RegularFile.text(folder.file("empty", [])).isEmpty)
    }

    @Test func `what is not read is told with the reason`() throws {
        let folder = try OwnFolder()
        let pipe = "\(folder.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(failure(pipe) == .isNotRegular)
        #expect(failure("/dev/null") == .isNotRegular)
        #expect(failure(folder.path) == .isFolder)
        #expect(failure("\(folder.path)/none")?.description == "No such file or directory")
        let latin = try folder.file("latin", [0x61, 0xC3, 0xA9, 0xE9, 0x62])
        #expect(failure(latin) == .notUTF8(byte: 3))
        #expect(failure("\(latin)/below")?.description == "Not a directory")
    }

    @Test func `a folder's names are those that are not hidden`() throws {
        let folder = try OwnFolder()
        for name in ["b", "a", ".c"] { _ = try folder.file(name, []) }
        #expect(try Folder.names(in: folder.path).sorted() == ["a", "b"])
        #expect(throws: FileFailure.refused(errno: ENOENT)) { try Folder.names(in: "\(folder.path)/none") }
        let other = "\(folder.path)/".utf8CString.dropLast() + [CChar(truncatingIfNeeded: 0xFF), 0]
        close(open(Array(other), O_WRONLY | O_CREAT, 0o644))
        defer { unlink(Array(other)) }
        #expect(throws: FileFailure.nameNotUTF8) { try Folder.names(in: folder.path) }
        #expect(try Folder.names(in: folder.path, passingOverOthers: true).sorted() == ["a", "b"])
    }

    @Test func `paths are followed to what they lead to`() throws {
        let folder = try OwnFolder()
        let file = try folder.file("a", [])
        let link = "\(folder.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a")
        #expect(Paths.real(link) == Paths.real(file))
        #expect(Paths.isFile(link) && !Paths.isFolder(link))
        #expect(Paths.isFolder(folder.path) && !Paths.isFile(folder.path))
        #expect(Paths.real("\(folder.path)/none") == nil && !Paths.isFile("\(folder.path)/none"))
    }
}
