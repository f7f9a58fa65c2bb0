import FoundationEssentials
import Testing

@testable import Problems

/// Problems of DMOJ.
@Suite struct DMOJFolderTests {
    @Test func `a DMOJ folder is read`() throws {
        let tree = try FileTree(ImportFixture.dmoj)
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
        var files = ImportFixture.dmoj
        files["init.yml"] = "test_cases: [{in: 1.in, out: 1.out}]\n" + setting
        let tree = try FileTree(files)
        #expect(try ProblemFormats.read(PackageFolder(tree.path)).comparison == comparison)
    }

    @Test func `a DMOJ case's own checker, then its batch's, comes before the root's`() throws {
        var files = ImportFixture.dmoj
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

    @Test func `where a checker may give some points, a DMOJ batch has the least of its cases'`() throws {
        var files = ImportFixture.dmoj
        files["check.cpp"] = "int main() {}"
        files["init.yml"] = """
            checker: {name: bridged, args: {type: testlib, files: check.cpp}}
            test_cases:
            - {batched: [{in: 1.in, out: 1.out}, {in: 2.in, out: 2.out}], points: 30}
            - {in: 3.in, out: 3.out, points: 65}
            - {in: 3.in, out: 3.out, points: 5, checker: standard}
            """
        let tree = try FileTree(files)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        for read in [problem, try ProblemFormats.read(PackageFolder(place))] {
            guard case .subtasks(let root) = read.scoring else {
                Issue.record("\(read.scoring)")
                continue
            }
            #expect(root.groups.map(\.aggregation) == [.minimum, .sum, .passFail])
            #expect(root.groups.map(\.maximumPoints) == [30, 65, 5])
            #expect(root.groups.allSatisfy { $0.givenPoints == .any })
        }
    }

    @Test func `DMOJ's cases and batches inherit points, files and binary data`() throws {
        var files = ImportFixture.dmoj
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
        var files = ImportFixture.dmoj
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
                "1: \"dependencies\" is no key of a case; expected points, checker, binary_data, in, out, output_prefix_length, "
                    + "wall_time_factor, short_circuit, hints, unbuffered, validator"
            ),
            (
                "chekcer: floats",
                "1: \"chekcer\" is no key of the root; did you mean \"checker\"?"
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
                "1: \"precison\" is no key of floats; did you mean \"precision\"?"
            ),
            ("checker: {name: standard, args: {a: 1}}", "1: \"a\" is no key of standard; expected none"),
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
        var files = ImportFixture.dmoj
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
}
