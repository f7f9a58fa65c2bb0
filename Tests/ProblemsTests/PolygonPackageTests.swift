import FoundationEssentials
import Testing

@testable import Problems

/// Packages of Codeforces' Polygon.
@Suite struct PolygonPackageTests {
    private static let xml = ImportFixture.polygonXML

    @Test func `a Polygon package is read`() throws {
        let tree = try FileTree(ImportFixture.polygon)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(problem.id == "a-plus-b")
        #expect(problem.title == "A & B")
        #expect(problem.statement.hasPrefix("# A & B\n\nAdd two numbers.\n\n## Input\n\nTwo numbers.\n\n"))
        #expect(problem.limits.cpuMilliseconds == 1_500)
        #expect(problem.limits.memoryKiB == 256 * 1024)
        #expect(problem.publicTests.map(\.name) == ["sample/01"])
        #expect(problem.privateTests.map(\.points) == [10, 10, 40])
        let checker = JudgeProgram(
            path: "\(tree.path)/files/check.cpp", companions: ["\(tree.path)/files/testlib.h"], convention: .testlib)
        #expect(problem.comparison == .checker(checker))
        let groups = [
            TestGroup(
                name: "secret/01-group-1", maximumPoints: 20, aggregation: .passFail,
                tests: ["secret/01-group-1/02", "secret/01-group-1/03"], requiredGroups: ["sample"]),
            TestGroup(
                name: "secret/02-group-2", maximumPoints: 40, aggregation: .sum, tests: ["secret/02-group-2/04"],
                requiredGroups: ["secret/01-group-1"]),
        ]
        #expect(problem.scoring == .subtasks(TestGroup(name: "secret", aggregation: .sum, groups: groups)))
        #expect(problem.submissions.map(\.expectedVerdicts) == [["AC"], ["TLE", "AC"]])
    }

    @Test(arguments: [
        ("ncmp", TokenRule()), ("nyesno", TokenRule(caseSensitive: false)),
        ("rcmp", TokenRule(absoluteTolerance: 1.5e-6 + 1e-15)),
        ("rcmp9", TokenRule(absoluteTolerance: 1e-9 + 1e-15, relativeTolerance: 1e-9 + 1e-15)),
    ])
    func `a standard checker without testlib is compared by us`(name: String, rule: TokenRule) throws {
        var files = ImportFixture.polygon
        files["files/testlib.h"] = nil
        files["problem.xml"] = Self.xml.replacing("ncmp", with: name)
        let tree = try FileTree(files)
        #expect(try ProblemFormats.read(PackageFolder(tree.path)).comparison == .tokens(rule))
    }

    @Test(
        arguments: [
            (
                ["tests/03": nil],
                "DIR/tests/03: this test is not there; expected the full package, "
                    + "in which Polygon puts generated tests, too"
            ),
            (
                ["tests/03.a": nil],
                "DIR/tests/03: this input has no answer; "
                    + "expected a file of the same name ending in .ans beside it"
            ),
            (["problem.xml": "<problem>\n<judging>"], "DIR/problem.xml:2: no element found; expected XML"),
            (
                ["problem.xml": "<problem/>"],
                "DIR/problem.xml:1: no judging.testset; expected one, such as Polygon writes"
            ),
            (
                ["problem.xml": Self.xml.replacing("1500", with: "fast")],
                "DIR/problem.xml:6: \"time-limit\" is \"fast\"; expected a number from 1 to 3600000"
            ),
            (
                ["problem.xml": Self.xml.replacing("<test-count>4", with: "<test-count>5")],
                "DIR/problem.xml:6: \"test-count\" is 5, but there are 4 tests; expected as many <test> elements"
            ),
            (
                ["problem.xml": Self.xml.replacing(#"cpu-name="x""#, with: #"cpu-name="x" input-file="in.txt""#)],
                "DIR/problem.xml:4: a problem whose programs use the file in.txt in place of stdin cannot be judged yet"
            ),
            (
                ["problem.xml": Self.xml.replacing(#"cpu-name="x""#, with: #"cpu-name="x" run-count="2""#)],
                "DIR/problem.xml:4: a problem whose programs are run 2 times on a test cannot be judged yet"
            ),
            (
                ["problem.xml": Self.xml.replacing("<assets>", with: "<assets><scorer/>")],
                "DIR/problem.xml:22: a scorer of the problem's own cannot be judged yet"
            ),
            (
                [
                    "problem.xml": Self.xml.replacing(
                        "<assets>",
                        with: "<files><resources><file path=\"files/grader.cpp\"><assets><asset name=\"SOLUTION\"/>"
                            + "</assets></file></resources></files><assets>")
                ],
                "DIR/problem.xml:22: \"files/grader.cpp\", which is compiled with every submission, cannot be judged yet"
            ),
            (
                ["files/testlib.h": nil, "problem.xml": Self.xml.replacing("ncmp", with: "lcmp")],
                "DIR/problem.xml:23: the checker \"std::lcmp.cpp\" but no testlib.h in the package; expected files/testlib.h"
            ),
            (
                ["files/testlib.h": nil, "problem.xml": Self.xml.replacing("ncmp", with: "fcmp")],
                "DIR/problem.xml:23: the checker \"std::fcmp.cpp\" but no testlib.h in the package; expected files/testlib.h"
            ),
            (
                ["solutions/sum.cpp": nil],
                "DIR/problem.xml:25: \"solutions/sum.cpp\" is not there; expected a solution's source"
            ),
            (
                [
                    "problem.xml": Self.xml.replacing(
                        "<dependencies><dependency group=\"0\"/>", with: "<dependencies><dependency group=\"2\"/>")
                ],
                "DIR/problem.xml:16: group \"1\" depends on itself (1, 2, 1); expected dependencies without a circle"
            ),
            (
                ["problem.xml": Self.xml.replacing("<dependency group=\"1\"/>", with: "<dependency group=\"3\"/>")],
                "DIR/problem.xml:18: group \"2\" depends on \"3\"; expected 0, 1, 2"
            ),
            (
                ["problem.xml": Self.xml.replacing("<group name=\"2\"", with: "<group name=\"1\"")],
                "DIR/problem.xml:18: a second group \"1\"; expected groups that differ by name"
            ),
            (
                ["problem.xml": Self.xml.replacing("points=\"40.0\"", with: "points=\"-40\"")],
                "DIR/problem.xml:12: \"points\" is \"-40\"; expected a number from 0 to 1000000000"
            ),
            (
                ["problem.xml": Self.xml.replacing("files/check.cpp", with: "../../../../../../etc/passwd")],
                "DIR/problem.xml:23: \"../../../../../../etc/passwd\", a path that leaves the problem's folder; "
                    + "expected a file inside DIR"
            ),
        ] as [([String: String?], String)])
    func `a malformed Polygon package is told by file and line`(changes: [String: String?], message: String) throws {
        var files = ImportFixture.polygon
        for (name, text) in changes { files[name] = text }
        let tree = try FileTree(files)
        do throws(ProblemError) {
            _ = try ProblemFormats.read(try PackageFolder(tree.path))
            Issue.record("no error")
        } catch {
            #expect(tree.stable(error.description) == message)
        }
    }

    /// Tests, groups, and the groups that are written: folder, points, tests and what it requires.
    @Test(
        arguments: [
            (
                "a group that depends on a later name",
                [#"sample="true" group="0""#, #"group="small" points="30""#, #"group="full" points="70""#],
                [("0", true, []), ("small", true, []), ("full", true, ["small"])],
                ["01-group-small 30.0 02 []", "02-group-full 70.0 03 [secret/01-group-small]"]
            ),
            (
                "a group that depends on one behind it",
                [#"group="1" points="30""#, #"group="2" points="70""#, #"group="3" points="5""#],
                [("1", true, ["3"]), ("2", true, []), ("3", true, ["2"])],
                [
                    "01-group-2 70.0 02 []", "02-group-3 5.0 03 [secret/01-group-2]",
                    "03-group-1 30.0 01 [secret/02-group-3]",
                ]
            ),
            (
                "samples that count in a whole group",
                [#"sample="true" group="1""#, #"group="1" points="30""#, #"group="2" points="70""#],
                [("1", true, []), ("2", false, ["1"])],
                ["01-group-1 30.0 01,02 []", "02-group-2 70.0 03 [secret/01-group-1]"]
            ),
            (
                "a group of some samples that is depended on, and points that differ in one that is",
                [
                    #"sample="true" group="0""#, #"sample="true" group="1" points="10""#, #"group="1" points="20""#,
                    #"group="2" points="70""#,
                ],
                [("0", true, []), ("1", false, ["0"]), ("2", true, ["1"])],
                [
                    "01-group-0 0.0 01 []", "02-group-1-test-02 10.0 02 [secret/01-group-0]",
                    "03-group-1-test-03 20.0 03 [secret/01-group-0]",
                    "04-group-2 70.0 04 [secret/02-group-1-test-02, secret/03-group-1-test-03]",
                ]
            ),
            (
                "a group without tests between two", [#"group="a" points="1""#, #"group="c" points="2""#],
                [("a", true, []), ("b", true, ["a"]), ("c", true, ["b"])],
                ["01-group-a 1.0 01 []", "02-group-c 2.0 02 [secret/01-group-a]"]
            ),
            (
                "samples without points in a group of single points, and a test in no group",
                [#"sample="true" group="1""#, #"group="1" points="5""#, #"group="1" points="5""#, #"points="7""#],
                [("1", false, [])], ["01-group-1 10.0 02,03 []", "02-tests 7.0 04 []"]
            ),
            (
                "points without groups that differ",
                [#"sample="true" points="10""#, #"sample="true""#, #"points="20""#, #"points="70""#], [],
                ["01-test-01 10.0 01 []", "02-test-03 20.0 03 []", "03-test-04 70.0 04 []"]
            ),
        ] as [(String, [String], [(String, Bool, [String])], [String])])
    func `Polygon's points are all written, in an order in which they are read`(
        what: String, tests: [String], groups: [(String, Bool, [String])], expected: [String]
    ) throws {
        let tree = try FileTree(Self.polygon(tests, groups))
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(problem.publicTests.count == tests.count { $0.hasPrefix("sample") }, "\(what)")
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        for read in [problem, try ProblemFormats.read(PackageFolder(place))] {
            guard case .subtasks(let root) = read.scoring else {
                Issue.record("\(what): \(read.scoring)")
                continue
            }
            let found = root.groups.map { group in
                let numbers = group.tests.map { $0.dropFirst(group.name.count + 1) }.joined(separator: ",")
                return "\(group.name.dropFirst("secret/".count)) \(group.maximumPoints ?? -1) \(numbers) "
                    + "[\(group.requiredGroups.joined(separator: ", "))]"
            }
            #expect(found == expected, "\(what)")
            #expect(read.privateTests.map(\.name) == root.groups.flatMap(\.tests), "\(what)")
        }
    }

    @Test func `a Polygon sample with points is public and private, where the tests have no groups`() throws {
        let points = #"points="10""#
        let tree = try FileTree(Self.polygon(["sample=\"true\" \(points)", points, points], []))
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(problem.publicTests.map(\.name) == ["sample/01"])
        #expect(problem.privateTests.map(\.name) == ["secret/01", "secret/02", "secret/03"])
        #expect(problem.privateTests.map(\.points) == [10, 10, 10])
        #expect(problem.publicTests[0].input == problem.privateTests[0].input)
    }

    /// A package with these tests' attributes and these groups: name, whether it is all or nothing, what it depends on.
    private static func polygon(_ tests: [String], _ groups: [(String, Bool, [String])]) -> [String: String] {
        var files = ImportFixture.polygon
        for number in 1...tests.count {
            files["tests/0\(number)"] = "\(number) 2\n"
            files["tests/0\(number).a"] = "\(number + 2)\n"
        }
        let described = groups.map { name, isWhole, dependencies in
            let inner = dependencies.map { "<dependency group=\"\($0)\"/>" }.joined()
            return "<group name=\"\(name)\" points-policy=\"\(isWhole ? "complete-group" : "each-test")\">"
                + "<dependencies>\(inner)</dependencies></group>"
        }
        files["problem.xml"] = """
            <problem short-name="p"><judging><testset name="tests">
            <tests>\(tests.map { "<test \($0)/>" }.joined())</tests><groups>\(described.joined())</groups>
            </testset></judging>
            <assets><checker name="std::ncmp.cpp"><source path="files/check.cpp"/></checker></assets></problem>
            """
        return files
    }

    @Test func `a Polygon checker has the package's headers beside it, and may give a percentage`() throws {
        var files = ImportFixture.polygon
        files["files/check.cpp"] = "#include \"lib.h\""
        files["files/lib.h"] = "// lib"
        files["files/solution.cpp"] = "// nobody includes it"
        files["files/olymp.sty"] = "% style"
        let names = ["olymp.sty", "testlib.h", "lib.h", "solution.cpp", "gone.h", "check.cpp"]
        let resources = names.map { "<file path=\"files/\($0)\"/>" }.joined()
        files["problem.xml"] = Self.xml
            .replacing("cpu-name=\"x\"", with: "treat-points-from-checker-as-percent=\"true\"")
            .replacing("<assets>", with: "<files><resources>\(resources)</resources></files><assets>")
        let tree = try FileTree(files)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let checker = JudgeProgram(
            path: "\(tree.path)/files/check.cpp",
            companions: ["\(tree.path)/files/testlib.h", "\(tree.path)/files/lib.h"], convention: .testlibPercent)
        #expect(problem.comparison == .checker(checker))
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        let written = JudgeProgram(
            path: "\(place)/checker/check.cpp", companions: ["\(place)/checker/testlib.h", "\(place)/checker/lib.h"],
            convention: .testlibPercent)
        let read = try ProblemFormats.read(PackageFolder(place))
        #expect(read.comparison == .checker(written))
        #expect(read.privateTests.map(\.points) == problem.privateTests.map(\.points))
    }

    @Test(arguments: [("do-not-run", ["accepted"]), ("runtime-error", ["accepted", "run_time_error"])])
    func `a Polygon solution that is not to be run is left out, one that fails has its label`(
        tag: String, labels: [String]
    ) throws {
        var files = ImportFixture.polygon
        files["problem.xml"] = Self.xml.replacing("time-limit-exceeded-or-accepted", with: tag)
        let tree = try FileTree(files)
        let submissions = try ProblemFormats.read(PackageFolder(tree.path)).submissions
        #expect(submissions.map(\.label) == labels)
        #expect(submissions.allSatisfy { $0.fault == nil })
    }

    @Test func `of an interactive Polygon problem the statement's own examples are shown`() throws {
        var files = ImportFixture.polygon
        files["problem.xml"] = Self.xml.replacing(
            "<assets>\n", with: "<assets><interactor><source path=\"files/talk.cpp\"/></interactor>\n")
        files["files/talk.cpp"] = "// talk"
        let without = try FileTree(files)
        let bare = try ProblemFormats.read(PackageFolder(without.path)).statement
        #expect(!bare.contains("Sample"))
        files["statement-sections/english/example.01"] = "4\nsplash\n"
        files["statement-sections/english/example.01.a"] = "? 2\n! 1\n"
        let tree = try FileTree(files)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(
            problem.statement.hasSuffix(
                "\n## Sample Input 1\n\n```\n4\nsplash\n```\n\n## Sample Output 1\n\n```\n? 2\n! 1\n```\n"))
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        #expect(try ProblemFormats.read(PackageFolder(place)).statement == problem.statement)
    }

    @Test func `a Polygon solution with an unknown tag costs itself alone`() throws {
        var files = ImportFixture.polygon
        files["problem.xml"] = Self.xml.replacing("time-limit-exceeded-or-accepted", with: "do/not-run")
        let tree = try FileTree(files)
        let imported = try ProblemImport(
            tree.path, kind: nil, statement: nil, scratch: ScratchFolder(in: tree.path).path)
        #expect(
            imported.submissionFaults.map { tree.stable($0.description) } == [
                "DIR/problem.xml:26: \"solutions/slow.py\" has the tag \"do/not-run\"; expected accepted, failed, main, "
                    + "memory-limit-exceeded, presentation-error, rejected, runtime-error, time-limit-exceeded, "
                    + "time-limit-exceeded-or-accepted, time-limit-exceeded-or-memory-limit-exceeded, wrong-answer"
            ])
        try imported.write(to: "\(tree.path)/written")
        let read = try ProblemFormats.read(PackageFolder("\(tree.path)/written"))
        #expect(read.submissions.map(\.label) == ["accepted", "do-not-run"])
        #expect(read.submissions.map { $0.fault == nil } == [true, false])
    }
}
