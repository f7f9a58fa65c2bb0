import FoundationEssentials
import Testing

@testable import Problems

/// A tar archive, the simplest there is: a header of 512 bytes and the bytes, padded.
struct Tar {
    /// Whether libarchive is there.
    static let canBeUnpacked = (try? DynamicLibrary("libarchive.so.13", package: "libarchive-dev")) != nil

    private(set) var bytes = Data()

    mutating func add(_ name: String, _ text: String = "", type: Character = "0", link: String = "", size: Int? = nil) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        let octal = String(size ?? text.utf8.count, radix: 8)
        put(name, at: 0)
        put("0000644", at: 100)
        put(String(repeating: "0", count: 11 - octal.count) + octal, at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(link, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum + "\0 ", at: 148)
        bytes += Data(header) + Data(text.utf8)
        bytes += Data(count: (512 - text.utf8.count % 512) % 512)
    }

    /// The archive with its end.
    var whole: Data { bytes + Data(count: 1024) }
}

@Suite(.enabled(if: Tar.canBeUnpacked, "libarchive.so.13 is not installed"))
struct ArchiveTests {
    /// What unpacking an archive says, and what is there afterwards.
    private func unpack(
        _ data: Data, limits: Archive.Limits = Archive.Limits()
    ) throws -> (message: String?, files: [String], tree: FileTree) {
        let tree = try FileTree([:])
        try tree.add("a.tar", data)
        try tree.add("out/keep", "")
        var message: String?
        do throws(ProblemError) {
            try Archive("\(tree.path)/a.tar", limits: limits).unpack(into: "\(tree.path)/out")
        } catch {
            message = tree.stable(error.description)
        }
        let names = FileManager.default.subpaths(atPath: tree.path) ?? []
        return (message, names.filter { $0 != "a.tar" && $0 != "out" && $0 != "out/keep" }.sorted(), tree)
    }

    @Test func `files, folders and links inside are unpacked`() throws {
        var tar = Tar()
        tar.add("a/", type: "5")
        tar.add("./a/b/c.txt", "text")
        tar.add("a/link", type: "2", link: "b/c.txt")
        let (message, files, tree) = try unpack(tar.whole)
        #expect(message == nil)
        #expect(files == ["out/a", "out/a/b", "out/a/b/c.txt", "out/a/link"])
        #expect(try String(contentsOfFile: "\(tree.path)/out/a/link", encoding: .utf8) == "text")
    }

    @Test(
        arguments: [
            ("../evil", "0", "", "\"../evil\" leads out of the archive"),
            ("a/../../evil", "0", "", "\"a/../../evil\" leads out of the archive"),
            ("a\\..\\..\\evil", "0", "", "\"a\\..\\..\\evil\" leads out of the archive"),
            ("/tmp/evil", "0", "", "\"/tmp/evil\" is an absolute path"),
            ("evil", "2", "../../evil", "\"evil\" is a link that leads out of the archive"),
            ("evil", "2", "/etc/passwd", "\"evil\" is a link that leads out of the archive"),
            ("evil", "2", "a/../../b", "\"evil\" is a link that leads out of the archive"),
        ] as [(String, Character, String, String)])
    func `what leads out of the archive is refused`(
        name: String, type: Character, link: String, message: String
    ) throws {
        var tar = Tar()
        tar.add(name, type: type, link: link)
        let result = try unpack(tar.whole)
        #expect(result.message == "DIR/a.tar: \(message); expected files and folders below its own root")
        #expect(result.files.isEmpty)
    }

    @Test func `a link that leads out of the archive through another one is refused`() throws {
        var tar = Tar()
        tar.add("a/b/up", type: "2", link: "../..")
        // Its text goes down three folders and up one, but `up` is the archive's root.
        tar.add("evil", type: "2", link: "a/b/up/../a.tar")
        let result = try unpack(tar.whole)
        #expect(
            result.message == "DIR/a.tar: \"evil\" is a link that leads out of the archive; "
                + "expected files and folders below its own root")
        var inside = Tar()
        inside.add("a/b/up", type: "2", link: "../..")
        inside.add("c.txt", "text")
        inside.add("good", type: "2", link: "a/b/up/c.txt")
        #expect(try unpack(inside.whole).message == nil)
    }

    @Test(
        arguments: [
            ("1", "/etc/passwd", "\"evil\" is a hard link"), ("6", "", "\"evil\" is a pipe, socket or device"),
        ] as [(Character, String, String)])
    func `what is no file, folder or symbolic link is refused`(type: Character, link: String, message: String) throws {
        var tar = Tar()
        tar.add("evil", type: type, link: link)
        let result = try unpack(tar.whole)
        #expect(result.message == "DIR/a.tar: \(message); expected files, folders and symbolic links")
        #expect(result.files.isEmpty)
    }

    @Test func `an archive that is cut off between two files is refused`() throws {
        var tar = Tar()
        tar.add("1.in", "5\n")
        tar.add("2.in", String(repeating: "7", count: 600))
        // Behind the first file: its head, and its text in a block.
        let message = try unpack(tar.whole.prefix(1024)).message
        #expect(message == "DIR/a.tar: a tar archive whose end is missing; expected a whole archive")
    }

    @Test func `no file is written through a link`() throws {
        var tar = Tar()
        tar.add("a/b", type: "2", link: ".")
        tar.add("a/b/c", "text")
        let result = try unpack(tar.whole)
        #expect(result.message?.contains("\"a/b\" cannot be unpacked: File exists") == true)
        var twice = Tar()
        twice.add("a", "1")
        twice.add("a", "2")
        #expect(try unpack(twice.whole).message == "DIR/a.tar: \"a\" is there twice; expected each name once")
    }

    @Test(arguments: [
        (Archive.Limits(entries: 2), "it holds more than 2 files; expected a problem's package"),
        (
            Archive.Limits(fileBytes: 9), "\"2\" unpacks to more than 9 bytes; expected smaller files"
        ),
        (Archive.Limits(totalBytes: 12), "it unpacks to more than 12 bytes; expected a problem's package"),
    ])
    func `an archive that grows beyond a limit is given up`(limits: Archive.Limits, message: String) throws {
        var tar = Tar()
        tar.add("1", "12345")
        tar.add("2", "1234567890")
        tar.add("3")
        #expect(try unpack(tar.whole, limits: limits).message == "DIR/a.tar: \(message)")
        #expect(try unpack(tar.whole).message == nil)
    }

    @Test func `an archive that is cut off is told`() throws {
        var tar = Tar()
        tar.add("1", String(repeating: "x", count: 5_000))
        let message = try unpack(tar.bytes.prefix(2_000)).message
        #expect(message?.hasSuffix("; expected a whole archive without password") == true)
    }
}
