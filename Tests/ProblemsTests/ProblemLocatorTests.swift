import FoundationEssentials
import Testing

@testable import Problems

@Suite struct ProblemLocatorTests {
    private static func tree() throws -> FileTree {
        var files: [String: String] = ["installed/bin/atlas": "", "built/.build/release/atlas": "", "bare/atlas": ""]
        for (folder, names) in [
            ("installed/share/atlas/problems", ["alpha", "beta"]), ("built/problems", ["gamma-10", "gamma-9"]),
            ("own", ["delta"]),
        ] {
            for name in names {
                files["\(folder)/\(name)/statement.md"] = "Text of \(name)."
                files["\(folder)/\(name)/tests/1.in"] = "1"
                files["\(folder)/\(name)/tests/1.ans"] = "1"
            }
        }
        files["built/problems/no-problem/notes.txt"] = ""
        files["built/.build/problems/nothing-here/x"] = ""
        return try FileTree(files)
    }

    @Test(
        arguments: [
            ("an installed program", nil, [:], "installed/bin/atlas", ["alpha", "beta"]),
            ("a program in its build folder", nil, [:], "built/.build/release/atlas", ["gamma-9", "gamma-10"]),
            ("the environment before the program", nil, ["ATLAS_PROBLEMS": "own"], "installed/bin/atlas", ["delta"]),
            ("the option before all", "own", ["ATLAS_PROBLEMS": "built/problems"], "installed/bin/atlas", ["delta"]),
            ("an empty variable is none", nil, ["ATLAS_PROBLEMS": ""], "installed/bin/atlas", ["alpha", "beta"]),
        ] as [(String, String?, [String: String], String, [String])])
    func `the bundled problems are found`(
        why: String, explicit: String?, environment: [String: String], program: String, names: [String]
    ) throws {
        let tree = try Self.tree()
        let library = try ProblemLibrary.locate(
            explicit: explicit.map { "\(tree.path)/\($0)" },
            environment: environment.mapValues { $0.isEmpty ? "" : "\(tree.path)/\($0)" },
            executable: "\(tree.path)/\(program)")
        #expect(try library.names() == names, "\(why)")
        #expect(try library.open(names[0]).statement == "Text of \(names[0]).")
    }

    @Test func `a named folder that is not there is an error`() throws {
        let gone = ProblemError.unreadable(path: "/no/such", reason: "No such file or directory")
        #expect(throws: gone) { try ProblemLibrary.locate(explicit: "/no/such", environment: [:]) }
        #expect(throws: gone) { try ProblemLibrary.locate(environment: ["ATLAS_PROBLEMS": "/no/such"]) }
        let tree = try FileTree(["notes.txt": "", "sub/notes.txt": ""])
        do throws(ProblemError) {
            _ = try ProblemLibrary.locate(explicit: tree.path + "/", environment: [:])
            Issue.record("no error")
        } catch {
            #expect(tree.stable(error.description) == "DIR: no problem's folder in it; expected a folder of problems")
        }
    }

    @Test func `a bundled problem may be a link to a folder elsewhere`() throws {
        let tree = try Self.tree()
        try tree.add("linked/delta", "-> ../own/delta")
        try tree.add("linked/gone", "-> ../own/gone")
        let library = try ProblemLibrary(folder: "\(tree.path)/linked")
        #expect(try library.names() == ["delta"])
        #expect(try library.open("delta").privateTests.count == 1)
    }

    @Test(arguments: [
        ("gama-9", "\"gama-9\": there is no such problem; did you mean \"gamma-9\"?"),
        ("Gamma-10", "\"Gamma-10\": there is no such problem; did you mean \"gamma-10\"?"),
        ("knapsack", "\"knapsack\": there is no such problem; \"atlas problems list\" shows the bundled ones"),
        ("no-problem", "\"no-problem\": there is no such problem; \"atlas problems list\" shows the bundled ones"),
        ("./nothing", "./nothing: No such file or directory"),
        ("nothing.jsonl#a", "nothing.jsonl: No such file or directory"),
        ("nothing.jsonl", "nothing.jsonl: No such file or directory"),
        (
            "DIR/installed/bin/atlas",
            "DIR/installed/bin/atlas: a file that is no data set; "
                + "expected a bundled problem's name, a problem's folder or DATA.jsonl#ID"
        ),
        (
            "DIR/four.jsonl#sum_b",
            "DIR/four.jsonl: no problem has the id \"sum_b\"; did you mean \"sum_a\"?"
        ),
        (
            "DIR/four.jsonl",
            "DIR/four.jsonl: it holds more than one problem; add #ID to name one, such as DIR/four.jsonl#sum_a"
        ),
    ])
    func `a reference that names nothing says what to do`(reference: String, expected: String) throws {
        let tree = try Self.tree()
        try tree.add("four.jsonl", Fixture.data("lcb/four.jsonl"))
        let library = try ProblemLibrary(folder: "\(tree.path)/built/problems")
        do throws(ProblemError) {
            _ = try ProblemLocator.open(reference.replacing("DIR", with: tree.path), library: library)
            Issue.record("no error")
        } catch {
            #expect(tree.stable(error.description) == expected)
        }
    }

    @Test func `every form of reference opens its problem`() throws {
        let tree = try Self.tree()
        try tree.add("four.jsonl", Fixture.data("lcb/four.jsonl"))
        try tree.add("a#b/four.jsonl", Fixture.data("lcb/four.jsonl"))
        let library = try ProblemLibrary(folder: "\(tree.path)/built/problems")
        for (reference, id) in [
            ("gamma-9", "gamma-9"), ("\(tree.path)/own/delta", "delta"), ("\(tree.path)/own/delta//", "delta"),
            ("\(tree.path)/four.jsonl#3300", "3300"), ("\(tree.path)/four.jsonl#old/pickle", "old/pickle"),
            ("\(tree.path)/a#b/four.jsonl#sum_a", "sum_a"),
        ] {
            #expect(try ProblemLocator.open(reference, library: library).id == id)
        }
    }

    @Test func `folders and data sets need no bundled problems`() throws {
        let tree = try Self.tree()
        func missing() throws(ProblemError) -> ProblemLibrary { throw .noLibrary(searched: ["here", "there"]) }
        #expect(try ProblemLocator.open("\(tree.path)/own/delta", library: missing()).id == "delta")
        #expect(throws: ProblemError.noLibrary(searched: ["here", "there"])) {
            try ProblemLocator.open("delta", library: missing())
        }
        #expect(
            ProblemError.noLibrary(searched: ["here", "there"]).description
                == "no bundled problems in here, there; name their folder with --problems DIR or ATLAS_PROBLEMS")
    }
}
