import FoundationEssentials
import Testing

@testable import Problems

/// Problems in the forms of others, read and written as ours.
@Suite struct ImportTests {
    private static let xml = """
        <?xml version="1.0" encoding="utf-8" standalone="no"?>
        <problem revision="3" short-name="a-plus-b" url="https://example.org/p">
          <names><name language="russian" value="Сумма"/><name language="english" value="A &amp; B"/></names>
          <judging cpu-name="x">
            <testset name="tests">
              <time-limit>1500</time-limit><memory-limit>268435456</memory-limit><test-count>4</test-count>
              <input-path-pattern>tests/%02d</input-path-pattern><answer-path-pattern>tests/%02d.a</answer-path-pattern>
              <tests>
                <test method="manual" sample="true" group="0"/>
                <test method="generated" cmd="gen 1" group="1" points="10.0"/>
                <test method="generated" cmd="gen 2" group="1" points="10.0"/>
                <test method="generated" cmd="gen 3" group="2" points="40.0"/>
              </tests>
              <groups>
                <group name="0" points="0.0" points-policy="complete-group"/>
                <group name="1" points="20.0" points-policy="complete-group">
                  <dependencies><dependency group="0"/></dependencies></group>
                <group name="2" points-policy="each-test"><dependencies><dependency group="1"/></dependencies></group>
              </groups>
            </testset>
          </judging>
          <assets>
            <checker name="std::ncmp.cpp" type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>
            <solutions>
              <solution tag="main"><source path="solutions/sum.cpp" type="cpp.g++17"/></solution>
              <solution tag="time-limit-exceeded-or-accepted"><source path="solutions/slow.py" type="python.3"/></solution>
            </solutions>
          </assets>
        </problem>
        """

    private static let polygon = [
        "problem.xml": xml, "statement-sections/english/legend.tex": "Add two numbers.\n",
        "statement-sections/english/name.tex": "A & B", "statement-sections/english/input.tex": "Two numbers.",
        "tests/01": "1 2\n", "tests/01.a": "3\n", "tests/02": "2 2\n", "tests/02.a": "4\n", "tests/03": "3 2\n",
        "tests/03.a": "5\n", "tests/04": "4 2\n", "tests/04.a": "6\n", "files/check.cpp": "// check",
        "files/testlib.h": "// testlib", "solutions/sum.cpp": "// sum", "solutions/slow.py": "# slow",
    ]

    @Test func `a Polygon package is read`() throws {
        let tree = try FileTree(Self.polygon)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(problem.id == "a-plus-b")
        #expect(problem.title == "A & B")
        #expect(problem.statement.hasPrefix("# A & B\n\nAdd two numbers.\n\n## Input\n\nTwo numbers.\n\n"))
        #expect(problem.limits.cpuMilliseconds == 1_500)
        #expect(problem.limits.memoryKiB == 256 * 1024)
        #expect(problem.publicTests.map(\.name) == ["sample/01"])
        #expect(problem.privateTests.map(\.points) == [20, 20, 40])
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
        var files = Self.polygon
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
        var files = Self.polygon
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
        var files = polygon
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

    @Test func `a Polygon solution with an unknown tag costs itself alone`() throws {
        var files = Self.polygon
        files["problem.xml"] = Self.xml.replacing("time-limit-exceeded-or-accepted", with: "do/not-run")
        let tree = try FileTree(files)
        let imported = try ProblemImport(
            tree.path, kind: nil, statement: nil, scratch: ScratchFolder(in: tree.path).path)
        #expect(
            imported.submissionFaults.map { tree.stable($0.description) } == [
                "DIR/problem.xml:26: \"solutions/slow.py\" has the tag \"do/not-run\"; expected accepted, failed, main, "
                    + "memory-limit-exceeded, presentation-error, rejected, time-limit-exceeded, "
                    + "time-limit-exceeded-or-accepted, time-limit-exceeded-or-memory-limit-exceeded, wrong-answer"
            ])
        try imported.write(to: "\(tree.path)/written")
        let read = try ProblemFormats.read(PackageFolder("\(tree.path)/written"))
        #expect(read.submissions.map(\.label) == ["accepted", "do-not-run"])
        #expect(read.submissions.map { $0.fault == nil } == [true, false])
    }

    private static let dmoj = [
        "statement.md": "# Sum\n\nAdd.", "1.in": "1", "1.out": "1", "2.in": "2", "2.out": "2", "3.in": "3",
        "3.out": "3",
        "init.yml": """
        test_cases:
        - batched:
          - {in: 1.in, out: 1.out}
          - {in: 2.in, out: 2.out}
          points: 30
        - {in: 3.in, out: 3.out, points: 70}
        - {batched: [{in: 3.in, out: 3.out}], points: 5, dependencies: [1]}
        checker: {name: floats, args: {precision: 3, error_mode: absolute}}
        """,
    ]

    @Test func `a DMOJ folder is read`() throws {
        let tree = try FileTree(Self.dmoj)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        #expect(problem.title == "Sum")
        guard case .tokens(let rule) = problem.comparison else {
            Issue.record("\(problem.comparison)")
            return
        }
        #expect(rule.relativeTolerance == nil)
        #expect(abs((rule.absoluteTolerance ?? 0) - 1e-3) < 1e-12)
        let groups = [
            TestGroup(
                name: "secret/01", maximumPoints: 30, aggregation: .passFail, tests: ["secret/01/01", "secret/01/02"]),
            TestGroup(name: "secret/02", maximumPoints: 70, aggregation: .passFail, tests: ["secret/02/01"]),
            TestGroup(
                name: "secret/03", maximumPoints: 5, aggregation: .passFail, tests: ["secret/03/01"],
                requiredGroups: ["secret/01"]),
        ]
        #expect(problem.scoring == .subtasks(TestGroup(name: "secret", aggregation: .sum, groups: groups)))
    }

    @Test(arguments: [
        ("checker: standard", Comparison.tokens(TokenRule(lineEnds: .counted))), ("checker: identical", .exact),
        ("checker: rstripped", .everyLine), ("checker: {name: rstripped, args: {filter_new_line: false}}", .everyLine),
        ("checker: sorted", .unordered(.tokenLines)), ("checker: easy", .unordered(.characters)),
        ("checker: {name: sorted, args: {split_on: whitespace}}", .unordered(.tokens)),
        ("checker: unordered", .unordered(.tokens)),
        (
            "checker: floats",
            .tokens(
                TokenRule(lineEnds: .countedWithBlankLines, absoluteTolerance: 1e-6, relativeTolerance: 1e-6))
        ),
        (
            "checker: {name: floatsrel, args: {precision: 3}}",
            .tokens(TokenRule(lineEnds: .countedWithBlankLines, relativeTolerance: 1e-3))
        ),
        ("checker: floatsabs", .tokens(TokenRule(lineEnds: .countedWithBlankLines, absoluteTolerance: 1e-6))),
        ("", .tokens(TokenRule(lineEnds: .counted))),
    ])
    func `DMOJ's checkers are known by name`(setting: String, comparison: Comparison) throws {
        var files = Self.dmoj
        files["init.yml"] = "test_cases: [{in: 1.in, out: 1.out}]\n" + setting
        let tree = try FileTree(files)
        #expect(try ProblemFormats.read(PackageFolder(tree.path)).comparison == comparison)
    }

    @Test func `a DMOJ case's own checker, then its batch's, comes before the root's`() throws {
        var files = Self.dmoj
        files["init.yml"] = """
            checker: standard
            test_cases:
            - {in: 1.in, out: 1.out, checker: floats}
            - {batched: [{in: 2.in, out: 2.out}, {in: 3.in, out: 3.out, checker: sorted}], checker: {name: identical}}
            - {in: 3.in, out: 3.out}
            """
        let tree = try FileTree(files)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let floats = TokenRule(lineEnds: .countedWithBlankLines, absoluteTolerance: 1e-6, relativeTolerance: 1e-6)
        let expected = [Comparison.tokens(floats), .exact, .unordered(.tokenLines), nil]
        #expect(problem.comparison == .tokens(TokenRule(lineEnds: .counted)))
        #expect(problem.privateTests.map(\.comparison) == expected)
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        let read = try ProblemFormats.read(PackageFolder(place))
        #expect(read.comparison == problem.comparison)
        #expect(read.privateTests.map(\.comparison) == expected)
    }

    @Test func `DMOJ's cases and batches inherit points, files and binary data`() throws {
        var files = Self.dmoj
        files["a.in"] = "1\r\n2"
        files["init.yml"] = """
            points: 7
            output_limit_length: 2097152
            output_prefix_length: 0
            test_cases:
            - {in: a.in, out: 1.out}
            - {batched: [{in: a.in, binary_data: true}, {}], out: 2.out}
            - {in: 3.in, out: 3.out, points: 3}
            """
        let tree = try FileTree(files)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        guard case .subtasks(let root) = problem.scoring else {
            Issue.record("\(problem.scoring)")
            return
        }
        #expect(root.groups.map(\.maximumPoints) == [7, 7, 3])
        #expect(problem.limits.outputBytes == 2 << 20)
        let inputs = try problem.privateTests.map { String(decoding: try $0.input.load(), as: UTF8.self) }
        #expect(inputs == ["1\n2\n", "1\r\n2", "", "3\n"])
        let outputs = try problem.privateTests.map { String(decoding: try $0.expected.load(), as: UTF8.self) }
        #expect(outputs == ["1\n", "2", "2\n", "3\n"])
    }

    @Test func `DMOJ judges nothing after a case without points that fails`() throws {
        var files = Self.dmoj
        files["init.yml"] = """
            test_cases:
            - {in: 1.in, out: 1.out, points: 0}
            - {batched: [{in: 2.in, out: 2.out}]}
            - {batched: [{in: 3.in, out: 3.out}], dependencies: [1]}
            """
        let tree = try FileTree(files)
        guard case .subtasks(let root) = try ProblemFormats.read(PackageFolder(tree.path)).scoring else {
            Issue.record("no subtasks")
            return
        }
        #expect(root.groups.map(\.requiredGroups) == [[], ["secret/01"], ["secret/01", "secret/02"]])
    }

    @Test(
        arguments: [
            ("file_io: {input: a.txt}", "1: \"file_io\" of the root cannot be judged yet"),
            ("io_redirects: {}", "1: \"io_redirects\" of the root cannot be judged yet"),
            ("custom_judge: judge.py", "1: \"custom_judge\" of the root cannot be judged yet"),
            (
                "pretest_test_cases: [{in: 1.in, out: 1.out}]",
                "1: \"pretest_test_cases\" of the root cannot be judged yet"
            ),
            (
                "output_limit_length: 100",
                "1: \"output_limit_length\" is \"100\"; expected a number of bytes that is a whole number of MiB"
            ),
            (
                "test_cases: [{in: 1.in, out: 1.out, output_limit_length: 100}]",
                "1: \"output_limit_length\" of a case cannot be judged yet"
            ),
            (
                "test_cases: [{in: 1.in, out: 1.out, dependencies: [1]}]",
                "1: \"dependencies\" is no known key of a case; expected points, checker, binary_data, in, out"
            ),
            (
                "chekcer: floats",
                "1: \"chekcer\" is no known key of the root; "
                    + "expected points, checker, binary_data, test_cases, archive, output_limit_length"
            ),
            (
                "test_cases: [{batched: [{in: 1.in, out: 1.out}]},\n{dependencies: [1,\n4], batched: [{in: 1.in, out: 1.out}]}]",
                "3: \"dependencies\" names \"4\"; expected numbers of batches that come before it"
            ),
            (
                "test_cases:\n- {in: ../../../../../../etc/passwd, out: 1.out}",
                "2: \"../../../../../../etc/passwd\", a path that leaves the problem's folder; expected a file inside DIR"
            ),
            (
                "checker: {name: floats, args: {precison: 3}}",
                "1: \"precison\" is no known key of floats; expected precision, error_mode"
            ),
            ("checker: {name: standard, args: {a: 1}}", "1: \"a\" is no known key of standard; expected none"),
            (
                "checker: {name: rstripped, args: {filter_new_line: true}}",
                "1: \"filter_new_line\" of rstripped cannot be judged yet"
            ),
            (
                "checker: {name: bridged, args: {type: testlib, files: 1.in, flags: [-O3]}}",
                "1: \"flags\" of bridged cannot be judged yet"
            ),
            (
                "checker: {name: bridged, args: {type: testlib, files: check.cpp}}",
                "1: the checker \"check.cpp\" but no testlib.h beside it; "
                    + "expected testlib.h, which DMOJ's judges bring themselves"
            ),
            ("checker: linecount", "1: the checker \"linecount\" cannot be judged yet"),
            (
                "test_cases: [{batched: [{in: 1.in, out: 1.out, points: 2}, {in: 2.in, out: 2.out}]}]",
                "1: a batch whose cases have different points cannot be judged yet"
            ),
            (
                "test_cases: [{in: 1.in}]",
                "1: the input \"1.in\" without an output; expected \"out\", a file's name"
            ),
            (
                "test_cases: {input_format: 'a'}",
                "1: \"test_cases\" with patterns and no \"archive\"; "
                    + "expected a list of cases, or an archive in which names are matched"
            ),
        ])
    func `what DMOJ would judge otherwise is refused by name`(setting: String, message: String) throws {
        var files = Self.dmoj
        let cases = setting.hasPrefix("test_cases") ? "" : "\ntest_cases: [{in: 1.in, out: 1.out}]"
        files["init.yml"] = setting + cases
        files["check.cpp"] = "#include \"testlib.h\"\n"
        let tree = try FileTree(files)
        do throws(ProblemError) {
            _ = try ProblemFormats.read(try PackageFolder(tree.path))
            Issue.record("no error")
        } catch {
            #expect(tree.stable(error.description) == "DIR/init.yml:\(message)")
        }
    }

    /// Names of an archive's files, settings, and the inputs of each batch or case with its points.
    @Test(
        arguments: [
            (
                ["sum.10.in", "sum.10.out", "sum.2.in", "sum.2.out", "notes.txt"], "points: 4",
                [["sum.2.in", "4.0"], ["sum.10.in", "4.0"]]
            ),
            (
                ["a/1-2.in", "a/1-2.out", "a/1-1.in", "a/1-1.out", "a/2-1.in", "a/2-1.out"], "",
                [["a/1-1.in", "a/1-2.in", "1.0"], ["a/2-1.in", "1.0"]]
            ),
            (
                ["1.in", "1.ans", "b.in", "b.ans", "2x.in"],
                #"test_cases: {input_format: '(?P<case>\w+)\.in$', output_format: '(?P<case>\w+)\.ANS', case_points: [5, 6]}"#,
                nil
            ),
            (
                ["1.in", "1.ans", "b.in", "b.ans"],
                #"test_cases: {input_format: '(?P<case>\w+)\.in$', output_format: '(?P<case>\w+)\.ANS', case_points: [5, 6]}"#,
                [["b.in", "5.0"], ["1.in", "6.0"]]
            ),
        ] as [([String], String, [[String]]?)])
    func `DMOJ's cases are found by the names in the archive`(
        names: [String], settings: String, groups: [[String]]?
    ) throws {
        let tree = try FileTree([
            "p/statement.md": "# Sum\n\nAdd.", "p/init.yml": "archive: tests.zip\n\(settings)\n",
        ])
        for name in names { try tree.add("tests/\(name)", Data("\(name)\n".utf8)) }
        let (folder, unpacked) = (try PackageFolder("\(tree.path)/p"), try PackageFolder("\(tree.path)/tests"))
        guard let groups else {
            #expect(throws: ProblemError.self) { try DMOJFolder.read(folder, unpacked: unpacked) }
            return
        }
        let problem = try DMOJFolder.read(folder, unpacked: unpacked)
        guard case .subtasks(let root) = problem.scoring else {
            Issue.record("\(problem.scoring)")
            return
        }
        let found = try root.groups.map { group in
            try problem.privateTests.filter { group.tests.contains($0.name) }.map {
                String(decoding: try $0.input.load().dropLast(), as: UTF8.self)
            } + ["\(group.maximumPoints ?? 0)"]
        }
        #expect(found == groups)
        for test in problem.privateTests {
            let names = try [test.input, test.expected].map { String(decoding: try $0.load(), as: UTF8.self) }
            #expect(names[0].prefix { $0 != "." } == names[1].prefix { $0 != "." })
        }
    }

    @Test(arguments: ["polygon", "dmoj"])
    func `what is written is the problem that was read`(form: String) throws {
        let tree = try FileTree(form == "polygon" ? Self.polygon : Self.dmoj)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        let read = try ProblemFormats.read(PackageFolder(place))
        #expect(read.title == problem.title)
        #expect(read.statement == problem.statement)
        #expect(read.limits == problem.limits)
        #expect(read.allTests.map(\.name) == problem.allTests.map(\.name))
        #expect(read.privateTests.map(\.points) == problem.privateTests.map(\.points))
        #expect(try read.allTests.map { try $0.expected.load() } == problem.allTests.map { try $0.expected.load() })
        #expect(read.submissions.map(\.label) == problem.submissions.map(\.label))
        if case .tokens = problem.comparison { #expect(read.comparison == problem.comparison) }
        guard case .subtasks(let wanted) = problem.scoring, case .subtasks(let found) = read.scoring else {
            Issue.record("\(read.scoring)")
            return
        }
        // Which points a validator may give is for the form it is written in.
        #expect(found.takingAnyPoints().groups == wanted.groups)
        #expect(throws: ProblemError.self) { try PackageWriter.write(problem, to: place) }
    }

    @Test(arguments: [
        ("grader_flags: accept_if_any_accepted\non_reject: continue", "grader_flags: min", nil),
        ("on_reject: continue", "grader_flags: min", "2023-07 has no words for how it is graded (legacy)"),
        (
            "grader_flags: accept_if_any_accepted\non_reject: continue", "grader_flags: sum",
            "2023-07 has no words for how it is graded (legacy)"
        ),
    ])
    func `legacy points are written where the later format gives the same`(
        secret: String, group: String, reason: String?
    ) throws {
        let tree = try FileTree([
            "problem.yaml": "type: scoring\n", "problem_statement/problem.en.md": "Echo.",
            "data/secret/testdata.yaml": secret, "data/secret/a/testdata.yaml": group + "\naccept_score: 40",
            "data/secret/a/1.in": "", "data/secret/a/1.ans": "", "data/secret/a/2.in": "", "data/secret/a/2.ans": "",
        ])
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let place = "\(tree.path)/written"
        do throws(ProblemError) {
            try PackageWriter.write(problem, to: place)
        } catch {
            #expect(reason.map(error.description.hasSuffix) == true, "\(error)")
            return
        }
        #expect(reason == nil)
        let read = try ProblemFormats.read(PackageFolder(place))
        #expect(read.privateTests.map(\.points) == [40, 40])
        guard case .subtasks(let root) = read.scoring else {
            Issue.record("\(read.scoring)")
            return
        }
        #expect(root.maximumPoints == 40)
        #expect(root.groups.map(\.aggregation) == [.minimum])
    }

    @Test func `a submission of several files is written with all of them`() throws {
        var files = Self.dmoj
        files["several/main.py"] = "import part.one"
        files["several/part/one.py"] = "print(1)"
        let tree = try FileTree(files)
        var problem = try ProblemFormats.read(PackageFolder(tree.path))
        problem.submissions = [
            LabelledSubmission(path: "\(tree.path)/several", label: "accepted", expectedVerdicts: ["AC"])
        ]
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        for (name, text) in [("main.py", "import part.one"), ("part/one.py", "print(1)")] {
            #expect(
                try String(contentsOfFile: "\(place)/submissions/accepted/several/\(name)", encoding: .utf8) == text)
        }
        #expect(try ProblemFormats.read(PackageFolder(place)).submissions.map(\.label) == ["accepted"])
    }

    @Test func `nothing is left of a folder that could not be written whole`() throws {
        let tree = try FileTree(Self.dmoj)
        var problem = try ProblemFormats.read(PackageFolder(tree.path))
        problem.privateTests[1].input = .file(path: "/no/such/file")
        #expect(throws: ProblemError.self) { try PackageWriter.write(problem, to: "\(tree.path)/written") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path).count == Self.dmoj.count)
    }

    @Test(.enabled(if: Tar.canBeUnpacked, "libarchive.so.13 is not installed"))
    func `an archive is unpacked, with the tests that DMOJ keeps in one more`() throws {
        var inner = Tar()
        for name in ["1.in", "1.out"] { inner.add(name, "5\n") }
        let tree = try FileTree(["scratch/x": ""])
        try FileManager.default.removeItem(atPath: "\(tree.path)/scratch/x")
        var outer = Tar()
        outer.add("sum/init.yml", "archive: tests.tar\ntest_cases: [{in: 1.in, out: 1.out, points: 3}]\n")
        try tree.add("inner.tar", inner.whole)
        try tree.add("folder/sum/init.yml", "archive: tests.tar\ntest_cases: [{in: 1.in, out: 1.out, points: 3}]\n")
        try tree.add("folder/sum/tests.tar", inner.whole)
        let imported = try ProblemImport(
            "\(tree.path)/folder/sum", kind: nil, statement: "# Sum\n\nAdd.", scratch: "\(tree.path)/scratch")
        #expect(imported.kind == .dmoj)
        #expect(imported.problem.title == "Sum")
        #expect(try imported.problem.privateTests.map { try $0.input.load() } == [Data("5\n".utf8)])
        try tree.add("outer.tar", outer.whole)
        try FileManager.default.removeItem(atPath: "\(tree.path)/scratch")
        try tree.add("folder/sum/init.yml", "archive: ../none/tests.tar\n")
        #expect(
            try message("folder/sum", statement: "Add.", in: tree)
                == "DIR/folder/sum/init.yml:1: \"../none/tests.tar\", a path that leaves the problem's folder; "
                + "expected a file inside DIR/folder/sum")
        #expect(
            try message("outer.tar", in: tree)
                == "DIR/outer.tar: sum/init.yml:1: \"tests.tar\" is not there; expected the archive beside it")
    }

    /// What an import of something in a folder says.
    private func message(
        _ source: String, kind: ProblemImport.Kind? = nil, statement: String? = nil, in tree: FileTree
    ) throws -> String? {
        let scratch = try ScratchFolder(in: tree.path)
        defer { scratch.remove() }
        do throws(ProblemError) {
            _ = try ProblemImport("\(tree.path)/\(source)", kind: kind, statement: statement, scratch: scratch.path)
            return nil
        } catch {
            return tree.stable(error.description)
        }
    }

    @Test(.enabled(if: Tar.canBeUnpacked, "libarchive.so.13 is not installed"))
    func `errors name an archive and the path inside it`() throws {
        var package = Tar()
        for (name, text) in [
            ("problem.yaml", "name: x"), ("statement/problem.en.md", "Echo."), ("data/secret/1.in", "1"),
        ] { package.add(name, text) }
        var inner = Tar()
        inner.add("1.in", "5\n")
        inner.add("1.out", "5\n")
        let cases = "archive: tests.tar\ntest_cases: [{in: 1.in, out: 2.out}]\n"
        var dmoj = Tar()
        dmoj.add("sum/init.yml", cases)
        dmoj.add("sum/tests.tar", String(decoding: inner.whole, as: UTF8.self))
        var nothing = Tar()
        nothing.add("readme", "x")
        let tree = try FileTree(["folder/init.yml": cases])
        try tree.add("folder/tests.tar", inner.whole)
        // An archive may be called as the folders that an import works in.
        for (name, tar) in [("package.tar", package), ("tests.tar", dmoj), ("nothing.tar", nothing)] {
            try tree.add(name, tar.whole)
        }
        #expect(
            try message("package.tar", in: tree)
                == "DIR/package.tar: data/secret/1.in: this input has no answer; expected a file of the same name ending "
                + "in .ans beside it")
        #expect(
            try message("tests.tar", statement: "Add.", in: tree)
                == "DIR/tests.tar: sum/init.yml:2: \"2.out\" is not there; "
                + "expected a file in DIR/tests.tar: sum/tests.tar")
        #expect(
            try message("folder", statement: "Add.", in: tree)
                == "DIR/folder/init.yml:2: \"2.out\" is not there; expected a file in DIR/folder/tests.tar")
        try tree.add("folder/init.yml", cases.replacing("2.out", with: "1.out"))
        #expect(
            try message("folder", statement: " ", in: tree)
                == "--statement: the statement is empty; expected the problem's text")
        #expect(try message("nothing.tar", in: tree)?.hasPrefix("DIR/nothing.tar: no problem in it; expected ") == true)
        #expect(
            try message("folder", kind: .polygon, in: tree)
                == "DIR/folder: not a Polygon package; expected problem.xml at its root")
    }

    @Test func `a statement is taken where there is none, and refused where it would be passed over`() throws {
        let tree = try FileTree([
            "icpc/problem.yaml": "name: Echo", "icpc/problem_statement/problem.en.pdf": "%PDF",
            "icpc/data/secret/1.in": "1", "icpc/data/secret/1.ans": "1",
            "lcb/problem.jsonl": "{}",
        ])
        #expect(try message("icpc", in: tree)?.contains("there is no statement") == true)
        let imported = try ProblemImport(
            "\(tree.path)/icpc", kind: nil, statement: "Print it.", scratch: ScratchFolder(in: tree.path).path)
        #expect(imported.problem.statement.hasPrefix("Print it."))
        #expect(
            try message("lcb", statement: "Add.", in: tree)
                == "DIR/lcb: a LiveCodeBench file, which holds its own statement; expected no --statement")
    }

    @Test func `asserts of HumanEval and MBPP become tests, as they are`() throws {
        let tree = try FileTree([
            "he.jsonl":
                #"{"task_id": "HumanEval/0", "prompt": "def two():\n    return 2\n\ndef add(a, b):\n", "entry_point": "add", "#
                + #""canonical_solution": "", "test": "def check(candidate):\n    assert candidate(two(), 1) == 3\n"}"#,
            "mbpp.jsonl": #"{"task_id": 7, "text": "Add.", "code": "", "test_setup_code": "x = 1", "test_imports": "#
                + #"["import math"], "test_list": ["assert add(1, 2) == 3", "assert not add(x, -1)"]}"#,
        ])
        let humanEval = try FunctionRecords(path: "\(tree.path)/he.jsonl", kind: nil).problems[0]
        #expect(humanEval.id == "HumanEval/0")
        #expect(humanEval.comparison == .asserts)
        #expect(
            try humanEval.privateTests.map { String(decoding: try $0.input.load(), as: UTF8.self) } == [
                "def two():\n    return 2\n\n\ndef check(candidate):\n    assert candidate(two(), 1) == 3\n\n\ncheck(candidate)\n"
            ])
        let mbpp = try FunctionRecords(path: "\(tree.path)/mbpp.jsonl", kind: nil).problems[0]
        #expect(mbpp.id == "mbpp/7")
        #expect(mbpp.publicTests.count == 1)
        #expect(
            try mbpp.privateTests.map { try $0.input.load() } == [
                Data("import math\nx = 1\nassert not add(x, -1)\n".utf8)
            ])
        try tree.add("written.jsonl", try LCBWriter().line(for: mbpp))
        let again = try LCBFile(path: "\(tree.path)/written.jsonl").record(id: "mbpp/7").problem()
        #expect(again.comparison == .asserts)
        #expect(again.interface == mbpp.interface)
    }

    @Test(arguments: [
        ("he.jsonl", ProblemImport.Kind.icpc, "a file of records; expected a folder or archive that holds an ICPC"),
        ("he.txt", .dmoj, "neither a folder nor an archive; expected a folder or archive that holds a DMOJ folder"),
        ("he.txt", .mbpp, "neither a folder nor an archive; expected an MBPP file, .jsonl"),
    ])
    func `a file that is not of the wanted form is told what that would be`(
        name: String, kind: ProblemImport.Kind, start: String
    ) throws {
        let tree = try FileTree([name: #"{"task_id": "1"}"#])
        let path = "\(tree.path)/\(name)"
        let said =
            name.hasSuffix(".jsonl")
            ? #expect(throws: ProblemError.self) { try FunctionRecords(path: path, kind: kind) }
                .map { tree.stable($0.description) } : try message(name, kind: kind, in: tree)
        #expect(said?.hasPrefix("DIR/\(name): \(start)") == true, "\(said ?? "")")
    }

    @Test(arguments: [nil, ProblemImport.Kind.lcb]) func `a record of LiveCodeBench needs no import`(
        _ kind: ProblemImport.Kind?
    ) throws {
        let tree = try FileTree(["a.jsonl": #"{"question_id": "1"}"#])
        let error = #expect(throws: ProblemError.self) {
            try FunctionRecords(path: "\(tree.path)/a.jsonl", kind: kind)
        }
        let message =
            "DIR/a.jsonl:1: a record of LiveCodeBench; "
            + "expected HumanEval's or MBPP's; atlas reads LiveCodeBench's file as it is"
        #expect(error.map { tree.stable("\($0)") } == message)
    }

    @Test(arguments: [
        ("assert f(1) == 2", "f"), ("assert set(f((1, 2))) == set((2,))", "f"),
        ("assert math.isclose(f(1), g(2))", "f"),
        ("assert not is_prime(4)", "is_prime"), ("assert h(f(1)) == 2", "f"), ("assert(f(1)==2)", "f"),
        ("assert list(map(f, [1])) == [1]", "f"),
    ])
    func `an assert says which function it is about`(assert: String, function: String) throws {
        let tree = try FileTree([
            "a.jsonl": #"{"task_id": 1, "text": "T", "code": "def f(a):\n  pass", "test_list": ["\#(assert)"]}"#
        ])
        let problem = try FunctionRecords(path: "\(tree.path)/a.jsonl", kind: nil).problems[0]
        #expect(problem.interface == .functional(name: function, starterCode: ""))
    }

    @Test(arguments: [
        (#"{"task_id": 1, "text": "T", "test_list": ["assert 1 == 1"]}"#, "a first test that calls no function"),
        (#"{"task_id": 1, "text": "T", "test_list": ["assert f(1)", "f(2)"]}"#, "\"test_list\" item 2 has no assert"),
        (
            #"{"task_id": 1, "prompt": "def f():\n", "entry_point": "f", "test": "assert f()"}"#,
            "\"test_list\" is missing or empty"
        ),
        (#"{"task_id": 1, "text": "T", "test_list": []}"#, "\"test_list\" is missing or empty"),
        (#"{"task_id": 1, "text": "T", "test_list": 3}"#, "\"test_list\" of another type"),
        (#"{"task_id": 1, "te"#, "a record that is cut off"),
        (
            #"{"task_id": 7, "text": "T", "test_list": ["assert f(1) == 2"]}"#,
            "\"question_id\" is \"mbpp/7\", as on line 1"
        ),
    ])
    func `a record that cannot be judged is left out, by its line`(record: String, message: String) throws {
        let good = #"{"task_id": 7, "text": "T", "test_list": ["assert f(1) == 2"]}"#
        let tree = try FileTree(["a.jsonl": "\(good)\n\(record)\n"])
        let records = try FunctionRecords(path: "\(tree.path)/a.jsonl", kind: nil)
        #expect(records.problems.count == 1)
        // The first record that can be read tells the form.
        if message != "\"question_id\" is \"mbpp/7\", as on line 1", !record.contains("entry_point") {
            try tree.add("b.jsonl", "garbage\n\(record)\n\(good)\n")
            let after = try FunctionRecords(path: "\(tree.path)/b.jsonl", kind: nil)
            #expect(after.problems.count == 1)
            #expect(after.faults.count == 2)
        }
        #expect(
            records.faults.map { tree.stable($0.description) }.first?.hasPrefix("DIR/a.jsonl:2: \(message)") == true)
    }
}
