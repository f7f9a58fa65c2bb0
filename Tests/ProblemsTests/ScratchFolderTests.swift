import FoundationEssentials
import Glibc
import Testing

@testable import Problems

@Suite struct ScratchFolderTests {
    @Test func `what a process that is no more left is removed, and nothing else`() throws {
        // No process has such a number.
        let dead = "\(ScratchFolder.prefix)2000000000-abc"
        let kept = [
            "\(ScratchFolder.prefix)\(getpid())-abc", ".atlas-import-elsewhere.example-2000000000-abc",
            "out.2000000000",
            "\(ScratchFolder.prefix)2000000000", "\(ScratchFolder.prefix)0-abc",
        ]
        let tree = try FileTree([:])
        for name in [dead] + kept { try tree.add("\(name)/data/1.in", "1") }
        try tree.add("\(ScratchFolder.prefix)2000000000-link", "-> .")
        let scratch = try ScratchFolder(in: tree.path)
        var names = Set(try FileManager.default.contentsOfDirectory(atPath: tree.path))
        #expect(names.remove(String(scratch.path.dropFirst(tree.path.count + 1))) != nil)
        #expect(names == Set(kept + ["\(ScratchFolder.prefix)2000000000-link"]))
        scratch.remove()
        #expect(access(scratch.path, F_OK) != 0)
    }

    @Test func `a process that has ended and was not waited for is no more`() throws {
        var process: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        defer { free(arguments[0]) }
        #expect(posix_spawn(&process, "/bin/true", nil, nil, &arguments, nil) == 0)
        var end = siginfo_t()
        #expect(waitid(P_PID, id_t(process), &end, WEXITED | WNOWAIT) == 0)
        let tree = try FileTree(["\(ScratchFolder.prefix)\(process)-abc/1.in": "1"])
        let scratch = try ScratchFolder(in: tree.path)
        scratch.remove()
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path).isEmpty)
        #expect(waitpid(process, nil, 0) == process)
    }

    @Test func `a package is written beside its place, where leftovers are removed too`() throws {
        let tree = try FileTree(["\(ScratchFolder.prefix)2000000000-abc/problem.yaml": ""])
        var problem = Problem(id: "p", title: "P", statement: "Echo.")
        problem.privateTests = [
            TestCase(
                name: "secret/1", group: .private, input: .bytes(Data("1".utf8)), expected: .bytes(Data("1".utf8)))
        ]
        try PackageWriter.write(problem, to: "\(tree.path)/p/")
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path) == ["p"])
        problem.privateTests[0].input = .file(path: "/nonexistent/1.in")
        #expect(throws: ProblemError.unreadable(path: "/nonexistent/1.in", reason: "No such file or directory")) {
            try PackageWriter.write(problem, to: "\(tree.path)/q")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path) == ["p"])
    }
}
