import FoundationEssentials
import Glibc
import Testing

@testable import Problems

/// A folder that is nearly a problem, and the message it gets.
struct MalformedFolder: Sendable, CustomTestStringConvertible {
    let why: String
    let files: [String: String]
    let message: String
    var testDescription: String { why }

    init(_ why: String, _ files: [String: String], _ message: String) {
        self.why = why
        self.files = files
        self.message = message
    }

    /// An ad-hoc folder with some files more, or other ones.
    static func adHoc(_ why: String, _ files: [String: String], _ message: String) -> MalformedFolder {
        let good = ["statement.md": "Echo.", "tests/1.in": "1", "tests/1.ans": "1"]
        return MalformedFolder(why, good.merging(files) { $1 }, message)
    }

    /// A package with such a `problem.yaml`, and some files more, or other ones.
    static func package(
        _ why: String, _ yaml: String, _ files: [String: String] = [:], _ message: String
    ) -> MalformedFolder {
        let good = [
            "problem.yaml": yaml, "problem_statement/problem.en.md": "Echo.", "data/secret/1.in": "1",
            "data/secret/1.ans": "1",
        ]
        return MalformedFolder(why, good.merging(files) { $1 }, message)
    }
}

@Suite struct FolderErrorTests {
    @Test(arguments: [
        MalformedFolder(
            "an empty folder", ["x": ""],
            "DIR: no problem in this folder; expected statement.md and tests/, problem.yaml and data/, or problem.jsonl"
        ),
        MalformedFolder(
            "data alone", ["data/secret/1.in": ""], "DIR: data/ without a problem.yaml; expected problem.yaml beside it"
        ),
        MalformedFolder(
            "no statement", ["tests/1.in": "1", "tests/1.ans": "1"],
            "DIR/statement.md: there is no statement; expected its text in this file"),
        MalformedFolder(
            "no tests", ["statement.md": "Echo."], "DIR: there are no tests; an empty test suite accepts nothing"),
        .adHoc(
            "a blank statement", ["statement.md": " \n\t\n"],
            "DIR/statement.md: the statement is empty; expected the problem's text"),
        .adHoc(
            "an input without answer", ["tests/02.in": "2"],
            "DIR/tests/02.in: this input has no answer; expected a file of the same name ending in .ans beside it"),
        .adHoc(
            "an answer without input", ["tests/02.ans": "2"],
            "DIR/tests/02.ans: an answer without an input; expected 02.in beside it"),
        .adHoc(
            "two answers", ["tests/1.out": "2"], "DIR/tests/1.in: two answers, 1.ans and 1.out; expected one"),
        .adHoc(
            "two answers but for capitals", ["tests/1.ANS": "2"],
            "DIR/tests/1.in: two answers, 1.ANS and 1.ans; expected one"),
        .adHoc(
            "two inputs but for capitals", ["tests/1.IN": "2"],
            "DIR/tests/1.IN: two inputs, 1.IN and 1.in; expected one"),
        .adHoc(
            "an input in capitals without answer", ["tests/02.IN": "2"],
            "DIR/tests/02.IN: this input has no answer; expected a file of the same name ending in .ans beside it"),
        .adHoc(
            "an answer that is a link out", ["tests/1.ans": "-> /etc/passwd"],
            "DIR/tests/1.ans: a link that leaves the problem's folder; expected a file inside DIR"),
        .adHoc(
            "a folder that is a link out", ["tests/more": "-> ../.."],
            "DIR/tests/more: a link that leaves the problem's folder; expected a file inside DIR"),
        .adHoc(
            "a link to nowhere", ["tests/2.in": "-> gone"], "DIR/tests/2.in: the link leads nowhere"),
        .adHoc(
            "a link in a circle", ["tests/more": "-> ."],
            "DIR/tests/more/more/more/more/more/more/more/more: folders nested more than 8 deep; "
                + "expected tests nearer to the top, and no link that leads in a circle"),
    ])
    func `a malformed folder is told by its file`(folder: MalformedFolder) throws {
        #expect(try message(folder.files) == folder.message)
    }

    @Test(arguments: [
        (
            "slow_accepted/a.py", "",
            "DIR/submissions/slow_accepted/a.py: the label \"slow_accepted\" is not known; expected "
        ),
        ("submissions.yaml", "", "DIR/submissions/submissions.yaml: what it says of the submissions cannot be judged"),
        ("a.py", "", "DIR/submissions/a.py: this submission has no label; expected @EXPECTED_RESULTS@: in it, or a "),
        (
            "mixed/a.py", "\n# @EXPECTED_RESULTS@: CORRECT, MAYBE",
            "DIR/submissions/mixed/a.py:2: @EXPECTED_RESULTS@: names \"MAYBE\"; expected ACCEPTED, WRONG_ANSWER, "
        ),
        (
            "accepted/two/a.py", "",
            "DIR/submissions/accepted/two: a submission of more than one program, or with a build script, cannot be "
        ),
    ])
    func `a submission that cannot be checked does not keep its problem from being read`(
        name: String, source: String, fault: String
    ) throws {
        let tree = try FileTree([
            "statement.md": "Echo.", "tests/1.in": "1", "tests/1.ans": "1", "submissions/\(name)": source,
            "submissions/accepted/right.py": "", "submissions/accepted/two/b.py": "",
            "submissions/accepted/several/main.py": "", "submissions/accepted/several/helper.py": "",
        ])
        let submissions = try ProblemFormats.read(PackageFolder(tree.path)).submissions
        let faults = submissions.compactMap { $0.fault.map { tree.stable($0.description) } }
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix(fault) == true, "\(faults)")
        let several = try #require(submissions.first { $0.path.hasSuffix("several") })
        #expect(
            several.program
                == JudgeProgram(path: "\(several.path)/main.py", companions: ["\(several.path)/helper.py"]))
    }

    @Test(
        arguments: [
            .package(
                "a word for a time", "limits:\n  time_limit: fast", [:],
                "DIR/problem.yaml:2: \"limits.time_limit\" is \"fast\"; expected a number of seconds from 0.001 to 3600"
            ),
            .package(
                "no time at all", "limits: {time_limit: 0}", [:],
                "DIR/problem.yaml:1: \"limits.time_limit\" is \"0\"; expected a number of seconds from 0.001 to 3600"),
            .package(
                "a list for a size", "limits: {memory: [1]}", [:],
                "DIR/problem.yaml:1: \"limits.memory\" is a list; expected a number of MiB from 1 to 1048576"),
            .package(
                "a number for limits", "limits: 3", [:],
                "DIR/problem.yaml:1: \"limits\" is \"3\"; expected keys with values"),
            .package("a list for a name", "name: [a]", [:], "DIR/problem.yaml:1: \"name\" is a list; expected text"),
            .package("a list for the file", "- name", [:], "DIR/problem.yaml:1: a list; expected keys with values"),
            .package(
                "no YAML", "name: [a", [:],
                "DIR/problem.yaml:2: did not find expected ',' or ']'; expected YAML"),
            .package(
                "a key twice", "name: a\nname: b", [:],
                "DIR/problem.yaml:1: \"name\" stands there twice; expected each key once"),
            .package(
                "a problem without program", "x: 1\ntype: submit-answer", [:],
                "DIR/problem.yaml:2: a problem of type submit-answer cannot be judged yet"),
            .package(
                "one of several passes", "problem_format_version: 2023-07\ntype: [pass-fail, multi-pass]", [:],
                "DIR/problem.yaml: an interactive or multi-pass problem without output validator; "
                    + "expected its source in output_validator/ or output_validators/"),
            .package(
                "a type that does not exist", "type: pass", [:],
                "DIR/problem.yaml:1: \"type\" is \"pass\"; expected pass-fail, scoring, interactive or multi-pass"),
            .package(
                "names that stand for values", "problem_format_version: 2023-07\nconstants:\n  MAXN: 5", [:],
                "DIR/problem.yaml:3: the constant \"MAXN\" cannot be judged yet"),
            .package(
                "files for every submission", "name: x", ["include/default/lib.py": ""],
                "DIR/include/default: files that go with every submission cannot be judged yet"),
            .package(
                "a validator of an unknown kind", "validation: custom magic", [:],
                "DIR/problem.yaml:1: \"validation\" is \"custom magic\"; "
                    + "expected custom with score, interactive or multi-pass"),
            .package(
                "a custom validator that is not there", "validation: custom", [:],
                "DIR/problem.yaml: \"validation\" is custom, but there is no validator; "
                    + "expected its source in output_validators/"),
            .package(
                "a validator of two programs", "validation: custom",
                ["output_validators/v/a.cpp": "", "output_validators/v/b.cpp": ""],
                "DIR/output_validators/v: an output validator of more than one program, or with a build script, "
                    + "cannot be judged yet"),
            .package(
                "a flag that does not exist", "validator_flags: float_tolerance 1e-6 loose", [:],
                "DIR: the output validator's flags hold \"loose\"; expected case_sensitive, space_change_sensitive, "
                    + "float_tolerance, float_absolute_tolerance or float_relative_tolerance"),
            .package(
                "a tolerance without number", "validator_flags: float_tolerance", [:],
                "DIR: the output validator's flags hold float_tolerance with nothing after it; "
                    + "expected a number such as 1e-6"),
            .package(
                "points of an unknown kind", "problem_format_version: 2023-07\ntype: scoring",
                ["data/secret/test_group.yaml": "score_aggregation: mean"],
                "DIR/data/secret/test_group.yaml:1: \"score_aggregation\" is \"mean\"; expected sum, min or pass-fail"),
            .package(
                "a version that does not exist", "problem_format_version: 2099-01", [:],
                "DIR/problem.yaml:1: \"problem_format_version\" is \"2099-01\"; "
                    + "expected legacy, legacy-icpc, 2023-07, 2023-07-draft, draft, 2025-09"),
            .package(
                "a policy that does not exist", "name: x", ["data/secret/testdata.yaml": "on_reject: brake"],
                "DIR/data/secret/testdata.yaml:1: \"on_reject\" is \"brake\"; expected break or continue"),
            .package(
                "a range that is none", "name: x", ["data/testdata.yaml": "range: 0 ten"],
                "DIR/data/testdata.yaml:1: \"range\" is \"0 ten\"; "
                    + "expected the least and the most points, such as 0 100 or -inf +inf"),
            .package(
                "a range the wrong way round", "type: scoring",
                ["data/secret/testdata.yaml": "on_reject: break\nrange: [5, 1]"],
                "DIR/data/secret/testdata.yaml:2: \"range\" is a list; "
                    + "expected the least and the most points, such as 0 100 or -inf +inf"),
            .package(
                "a required group that is not there", "problem_format_version: 2023-07\ntype: scoring",
                ["data/secret/test_group.yaml": "max_score: 100\nrequire_pass: [sample,\n zz]"],
                "DIR/data/secret/test_group.yaml:3: \"require_pass\" names \"zz\"; "
                    + "expected groups that come before it (sample)"),
            .package(
                "a grader of its own", "type: scoring", ["data/testdata.yaml": "grading: custom"],
                "DIR/data/secret: a grader of the problem's own cannot be judged yet"),
            .package(
                "a setting of ours that does not exist", "name: x", ["atlas.yaml": "checkers: a"],
                "DIR/atlas.yaml:1: \"checkers\" is no key of the file; did you mean \"checker\"?"),
            .package(
                "a setting that is like none of ours", "name: x", ["atlas.yaml": "colour: red"],
                "DIR/atlas.yaml:1: \"colour\" is no key of the file; "
                    + "expected comparison, test_comparisons, checker, interactor, time_multipliers, scoring, test_points"
            ),
            .package(
                "a setting of a comparison that does not exist", "name: x",
                ["atlas.yaml": "comparison: {name: tokens, line_end: counted}"],
                "DIR/atlas.yaml:1: \"line_end\" is no key of \"comparison\"; did you mean \"line_ends\"?"),
            .package(
                "a setting of a checker that does not exist", "name: x",
                ["atlas.yaml": "checker: {source: a.py, conventon: python}", "a.py": ""],
                "DIR/atlas.yaml:1: \"conventon\" is no key of \"checker\"; did you mean \"convention\"?"),
            .package(
                "a setting of a test's comparison that does not exist", "name: x",
                ["atlas.yaml": "test_comparisons: [{test: secret/1, comparison: exact, weight: 1}]"],
                "DIR/atlas.yaml:1: \"weight\" is no key of a row of \"test_comparisons\"; expected test, comparison"),
            .package(
                "a checker without its source", "name: x", ["atlas.yaml": "scoring: fraction\nchecker:\n  files: [a]"],
                "DIR/atlas.yaml:3: \"checker.source\" is missing; "
                    + "expected the path of its source in the problem's folder"),
            .package(
                "multipliers that are no mapping", "name: x", ["atlas.yaml": "time_multipliers: 2"],
                "DIR/atlas.yaml:1: \"time_multipliers\" is \"2\"; expected keys with values"),
            .package(
                "a comparison that does not exist", "name: x", ["atlas.yaml": "comparison: fuzzy"],
                "DIR/atlas.yaml:1: \"comparison\" is \"fuzzy\"; expected tokens, lines, "
                    + "every_line, exact, unordered_lines, unordered_token_lines, unordered_tokens, unordered_characters, lcb"
            ),
            .package(
                "settings of a comparison without any", "name: x", ["atlas.yaml": "comparison: {name: lines}"],
                "DIR/atlas.yaml:1: \"comparison.name\" is \"lines\"; expected tokens; no other comparison has settings"),
            .package(
                "line ends that are none", "name: x", ["atlas.yaml": "comparison: {name: tokens, line_ends: all}"],
                "DIR/atlas.yaml:1: \"comparison.line_ends\" is \"all\"; "
                    + "expected space, counted, counted_with_blank_lines"),
            .package(
                "a comparison of no test", "name: x",
                ["atlas.yaml": "test_comparisons: [{test: secret/9, comparison: exact}]"],
                "DIR/atlas.yaml:1: \"test\" is \"secret/9\"; expected the name of one of the problem's tests"),
            .package(
                "a checker that is not there", "name: x", ["atlas.yaml": "checker: {source: check.cpp}"],
                "DIR/atlas.yaml:1: \"check.cpp\" is not there; expected a file in the problem's folder"),
            .package(
                "a checker beside an interactor that leaves no output", "name: x",
                ["atlas.yaml": "interactor: {source: a.py}\nchecker: {source: a.py, convention: python}", "a.py": ""],
                "DIR/atlas.yaml:2: \"checker\" beside an interactor that alone decides; "
                    + "expected an interactor of convention testlib: what it writes to its output is judged"),
            .package(
                "a comparison in a package whose validator is an interactor", "name: x\nvalidation: custom interactive",
                ["atlas.yaml": "comparison: exact", "output_validators/v/validate.cpp": ""],
                "DIR/atlas.yaml:1: \"comparison\" beside an interactor that alone decides; "
                    + "expected an interactor of convention testlib: what it writes to its output is judged"),
            .package(
                "a checker outside", "name: x", ["atlas.yaml": "checker: {source: ..}"],
                "DIR/atlas.yaml:1: \"..\", a path that leaves the problem's folder; expected a file inside DIR"),
            .package(
                "arguments of a checker in Python", "name: x",
                ["atlas.yaml": "checker: {source: c.py, convention: python,\n arguments: [strict]}", "c.py": ""],
                "DIR/atlas.yaml:2: \"checker.arguments\" of a checker in Python; "
                    + "expected none, as check(…) takes three values"),
            .package(
                "an interactor that is a function", "name: x",
                ["atlas.yaml": "interactor: {source: i.py, convention: python}", "i.py": ""],
                "DIR/atlas.yaml:1: \"interactor.convention\" is \"python\"; expected icpc, testlib or testlib_percent"),
            .package(
                "a multiplier that is none", "name: x", ["atlas.yaml": "time_multipliers: {python: fast}"],
                "DIR/atlas.yaml:1: \"time_multipliers.python\" is \"fast\"; expected a number from 0.01 to 1000"),
            .package(
                "a test with arguments", "name: x", ["data/secret/1.args": "a b"],
                "DIR/data/secret/1.args: a test with arguments or files cannot be judged yet"),
            .package(
                "a test with arguments in its settings", "name: x", ["data/secret/1.yaml": "args: [a]"],
                "DIR/data/secret/1.yaml:1: a test with \"args\" of its own cannot be judged yet"),
            .package(
                "a time limit that is none", "name: x", [".timelimit": "1s\n"],
                "DIR/.timelimit: \"1s\"; expected a number of seconds from 0.001 to 3600"),
        ] as [MalformedFolder])
    func `a malformed package is told by file, line and key`(folder: MalformedFolder) throws {
        #expect(try message(folder.files) == folder.message)
    }

    @Test func `a package needs secret tests and a statement`() throws {
        let samples = ["problem.yaml": "name: x", "data/sample/1.in": "1", "data/sample/1.ans": "1"]
        #expect(
            try message(samples)
                == "DIR/data/secret: there are no secret tests; expected at least one .in with its .ans")
        #expect(
            try message(["problem.yaml": "name: x"])
                == "DIR/data: there are no tests; expected data/sample and data/secret, as a folder with a problem.yaml has them"
        )
        #expect(
            try message(["problem.yaml": "name: x", "data/secret/1.in": "1", "data/secret/1.ans": "1"])
                == "DIR: there is no statement; expected problem_statement/problem.en.md or statement/problem.en.md, "
                + "or one given with \"atlas problems import --statement\"")
    }

    @Test func `a statement that is not UTF-8 is told with the place`() throws {
        let tree = try FileTree(["tests/1.in": "1", "tests/1.ans": "1"])
        try tree.add("statement.md", Data("na\u{EF}ve caf".utf8) + Data([0xE9]) + Data(" ".utf8))
        #expect(message(tree) == "DIR/statement.md: byte 10 is not UTF-8; expected text in UTF-8")
    }

    @Test func `a pipe among the tests is refused and not waited for`() throws {
        let tree = try FileTree(["statement.md": "Echo.", "tests/1.in": "1", "tests/1.ans": "1"])
        #expect(mkfifo("\(tree.path)/tests/2.in", 0o600) == 0)
        #expect(
            message(tree) == "DIR/tests/2.in: a pipe, socket or device; expected a regular file or a folder")
    }

    @Test func `a test's file that is gone when it is needed says why`() throws {
        let gone = ProblemError.unreadable(path: "/no/such/file", reason: "No such file or directory")
        #expect(throws: gone) { try TestData.file(path: "/no/such/file").load() }
        #expect(throws: ProblemError.unreadable(path: "/etc", reason: "it is a folder, not a file")) {
            try TestData.file(path: "/etc").load()
        }
    }

    private func message(_ files: [String: String]) throws -> String { message(try FileTree(files)) }

    private func message(_ tree: FileTree) -> String {
        do throws(ProblemError) {
            _ = try ProblemLocator.open("\(tree.path)/", library: ProblemLibrary(folder: tree.path))
            return "no error"
        } catch {
            return tree.stable(error.description)
        }
    }
}
