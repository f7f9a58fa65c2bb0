import FoundationEssentials
import Testing

@testable import Problems

/// What problem packages say beyond one input, one answer and the default comparison.
@Suite struct ICPCPackageTests {
    private func problem(_ manifest: String, _ files: [String: String]) throws -> (problem: Problem, tree: FileTree) {
        let tree = try FileTree(["problem.yaml": manifest, "statement/problem.en.md": "Text."].merging(files) { $1 })
        return (try ProblemFormats.read(PackageFolder(tree.path)), tree)
    }

    private static func tests(_ names: String...) -> [String: String] {
        var files: [String: String] = [:]
        for name in names {
            files["data/\(name).in"] = ""
            files["data/\(name).ans"] = ""
        }
        return files
    }

    @Test func `groups of the 2023-07 format become subtasks`() throws {
        let (problem, _) = try problem(
            "problem_format_version: 2023-07\ntype: scoring\n",
            Self.tests("sample/1", "secret/a/1", "secret/a/2", "secret/b/1", "secret/b/2", "secret/c/1").merging([
                "data/secret/a/test_group.yaml": "max_score: 20",
                "data/secret/b/test_group.yaml":
                    "max_score: 30\nscore_aggregation: sum\nrequire_pass: [sample, a]",
                "data/secret/c/test_group.yaml": "max_score: 50\nscore_aggregation: min",
            ]) { $1 })
        let root = TestGroup(
            name: "secret", maximumPoints: 100, aggregation: .sum,
            groups: [
                TestGroup(
                    name: "secret/a", maximumPoints: 20, aggregation: .passFail, tests: ["secret/a/1", "secret/a/2"],
                    givenPoints: .none),
                TestGroup(
                    name: "secret/b", maximumPoints: 30, aggregation: .sum, tests: ["secret/b/1", "secret/b/2"],
                    requiredGroups: ["sample", "secret/a"], givenPoints: .upToTest),
                TestGroup(
                    name: "secret/c", maximumPoints: 50, aggregation: .minimum, tests: ["secret/c/1"],
                    givenPoints: .upToTest),
            ], givenPoints: .upToTest)
        #expect(problem.scoring == .subtasks(root))
        #expect(problem.privateTests.map(\.points) == [20, 20, 15, 15, 50])
        #expect(problem.publicTests.map(\.points) == [0])
    }

    @Test(arguments: [
        ([:], 25),
        (["data/secret/test_group.yaml": "max_score: 60\nscore_aggregation: sum"], 15),
        (["data/secret/test_group.yaml": "max_score: unbounded"], .infinity),
    ])
    func `a scoring problem without groups shares its points among its tests, in folders too`(
        files: [String: String], worth: Double
    ) throws {
        let (problem, _) = try problem(
            "problem_format_version: 2023-07\ntype: scoring\n",
            Self.tests("secret/1", "secret/2", "secret/more/3", "secret/most/4").merging(files) { $1 })
        #expect(problem.privateTests.map(\.points) == [worth, worth, worth, worth])
        guard case .subtasks(let root) = problem.scoring else {
            Issue.record("\(problem.scoring)")
            return
        }
        #expect(root.tests.count == 4)
        #expect(root.groups.isEmpty)
    }

    /// Packages of the 2023-07 format whose points do not add up, and what is said of them.
    @Test(
        arguments: [
            (
                ["c/test_group.yaml": "score_aggregation: sum"],
                "DIR/data/secret/a: it has no test_group.yaml, as data/secret/c has; expected one in every folder of "
                    + "data/secret, or in none"
            ),
            (
                ["1.in": "", "1.ans": "", "a/test_group.yaml": "max_score: 30", "b/test_group.yaml": "max_score: 30"],
                "DIR/data/secret/1.in: a test beside groups, such as data/secret/a; expected each test in a group"
            ),
            (
                ["a/test_group.yaml": "max_score: 70", "b/test_group.yaml": "max_score: 70"],
                "DIR/data/secret: its groups give 140 points, more than the 100 that it gives by default; expected "
                    + "max_score: 140 in its test_group.yaml, or groups of fewer points"
            ),
            (
                [
                    "test_group.yaml": "max_score: 10", "a/test_group.yaml": "max_score: 7",
                    "b/test_group.yaml": "max_score: 7",
                ],
                "DIR/data/secret/test_group.yaml:1: \"max_score\" allows \"secret\" 10 points, but what is in it gives 14; "
                    + "expected at least as many as there are to get"
            ),
            (
                ["a/test_group.yaml": "max_score: 50", "b/test_group.yaml": "score_aggregation: sum"],
                "DIR/data/secret/b/test_group.yaml: \"max_score\" is missing; expected a number, as data/secret gives 100 "
                    + "points at most"
            ),
            (
                ["test_group.yaml": "max_score: unbounded", "a/test_group.yaml": "", "b/test_group.yaml": ""],
                "DIR/data/secret/a/test_group.yaml: \"max_score\" is missing; expected a number, as a group that is "
                    + "pass-fail gives all or nothing"
            ),
            (
                ["a/test_group.yaml": "max_score: 50\nscore_agregation: sum", "b/test_group.yaml": "max_score: 50"],
                "DIR/data/secret/a/test_group.yaml:2: \"score_agregation\" is no key of a group of tests in this version of "
                    + "the format; did you mean \"score_aggregation\"?"
            ),
            (
                [
                    "a/test_group.yaml": "max_score: 50", "a/deep/1.in": "", "a/deep/1.ans": "",
                    "a/deep/test_group.yaml": "",
                ],
                "DIR/data/secret/b: it has no test_group.yaml, as data/secret/a has; expected one in every folder of "
                    + "data/secret, or in none"
            ),
            (
                [
                    "a/test_group.yaml": "max_score: 50", "b/test_group.yaml": "max_score: 50", "b/deep/1.in": "",
                    "b/deep/1.ans": "", "b/deep/test_group.yaml": "",
                ],
                "DIR/data/secret/b/deep/test_group.yaml: a group in a group; expected groups in data/secret itself only"
            ),
            (
                [
                    "a/test_group.yaml": "max_score: 50", "b/test_group.yaml": "max_score: 50",
                    "c/test_group.yaml": "max_score: 1",
                ],
                "DIR/data/secret/c/test_group.yaml: a group without tests; expected tests beside it"
            ),
        ] as [([String: String], String)])
    func `points that do not add up are told`(files: [String: String], message: String) throws {
        var all = Self.tests("secret/a/1", "secret/a/2", "secret/b/1")
        if message.contains("secret/c has") { all.merge(Self.tests("secret/c/1")) { $1 } }
        for (name, text) in files { all["data/secret/\(name)"] = text }
        #expect(try fault("problem_format_version: 2023-07\ntype: scoring\n", all) == message)
    }

    /// What is said of a package that is malformed; nil when it is not.
    private func fault(_ manifest: String, _ files: [String: String]) throws -> String? {
        let tree = try FileTree(["problem.yaml": manifest, "statement/problem.en.md": "Text."].merging(files) { $1 })
        do throws(ProblemError) {
            _ = try ProblemFormats.read(PackageFolder(tree.path))
            return nil
        } catch {
            return tree.stable(error.description)
        }
    }

    @Test func `a key of a test's own file that is not known is told`() throws {
        #expect(
            try fault(
                "problem_format_version: 2023-07\n",
                Self.tests("secret/1").merging(["data/secret/1.yaml": "output_validator_arg: [x]"]) { $1 })
                == "DIR/data/secret/1.yaml:1: \"output_validator_arg\" is no key of a test; did you mean "
                + "\"output_validator_args\"?")
    }

    @Test func `a problem cannot be both pass-fail and scoring`() throws {
        #expect(
            try fault("problem_format_version: 2023-07\ntype: [pass-fail, scoring]\n", Self.tests("secret/1"))
                == "DIR/problem.yaml:2: \"type\" is both pass-fail and scoring; expected one of them")
    }

    @Test func `groups of the legacy format become subtasks, and inherit what they do not say`() throws {
        let (problem, _) = try problem(
            "type: scoring\n",
            Self.tests("secret/1a/1", "secret/1a/2", "secret/2b/1").merging([
                "data/testdata.yaml": "on_reject: continue\ngrader_flags: ignore_sample",
                "data/secret/1a/testdata.yaml": "accept_score: 40\nrange: 0 40\ngrader_flags: min first_error",
                "data/secret/2b/testdata.yaml":
                    "accept_score: 60\ngrader_flags: max accept_if_any_accepted\non_reject: break",
            ]) { $1 })
        let grader = TestGroup.Grader(breaks: false)
        let root = TestGroup(
            name: "secret", aggregation: .sum,
            groups: [
                TestGroup(
                    name: "secret/1a", maximumPoints: 40, aggregation: .minimum, tests: ["secret/1a/1", "secret/1a/2"],
                    givenPoints: .none, grader: grader),
                TestGroup(
                    name: "secret/2b", aggregation: .maximum, tests: ["secret/2b/1"], givenPoints: .none,
                    grader: TestGroup.Grader(acceptance: .any, breaks: true)),
            ], givenPoints: .none, grader: TestGroup.Grader(breaks: false, ignoresSamples: true))
        #expect(problem.scoring == .subtasks(root))
        #expect(problem.privateTests.map(\.points) == [40, 40, 60])
    }

    @Test func `a legacy validator's points have the range as their bound`() throws {
        let (problem, _) = try problem(
            "type: scoring\nvalidation: custom score\n",
            Self.tests("secret/1", "secret/2").merging([
                "output_validators/validate.py": "", "data/testdata.yaml": "range: 0 10",
            ]) { $1 })
        #expect(problem.privateTests.map(\.points) == [.infinity, .infinity])
        guard case .subtasks(let root) = problem.scoring else {
            Issue.record("\(problem.scoring)")
            return
        }
        #expect(root.maximumPoints == 10)
        #expect(root.givenPoints == .upToTest)
        #expect(
            try fault(
                "type: scoring\n",
                Self.tests("secret/1", "secret/2").merging(["data/testdata.yaml": "range: 0 1"]) { $1 })
                == "DIR/data/testdata.yaml:1: \"range\" allows \"secret\" 1 points, but what is in it gives 2; expected at "
                + "least as many as there are to get")
    }

    @Test(arguments: [
        ("problem_format_version: 2023-07\ntype: [pass-fail, interactive, multi-pass]", "output_validator", 2),
        ("problem_format_version: 2023-07\ntype: interactive\nlimits: {validation_passes: 9}", "output_validator", 1),
        ("validation: custom interactive multi-pass\nlimits: {validation_passes: 3}", "output_validators/v", 3),
    ])
    func `the validator of an interactive problem is its interactor`(
        manifest: String, folder: String, passes: Int
    ) throws {
        let (problem, tree) = try problem(
            manifest + "\nvalidator_flags: a b\n",
            Self.tests("secret/1").merging(["\(folder)/validate.cpp": "", "\(folder)/tools.h": ""]) { $1 })
        let program = JudgeProgram(
            path: "\(tree.path)/\(folder)/validate.cpp", companions: ["\(tree.path)/\(folder)/tools.h"],
            arguments: ["a", "b"])
        #expect(problem.interactor == program)
        #expect(problem.comparison == .interactor)
        #expect(problem.passes == passes)
    }

    @Test func `groups and tests have flags of their own for the interactor, which are written`() throws {
        let (problem, tree) = try problem(
            "validation: custom interactive\nvalidator_flags: all\n",
            Self.tests("sample/1", "secret/1", "secret/g/1", "secret/g/2").merging([
                "output_validators/validate.py": "", "data/secret/testdata.yaml": "output_validator_flags: s",
                "data/secret/g/testdata.yaml": "output_validator_flags: g a",
                "data/secret/g/2.yaml": "output_validator_flags: []",
            ]) { $1 })
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        for read in [problem, try ProblemFormats.read(PackageFolder(place))] {
            #expect(read.interactor?.arguments == ["all", "s"])
            #expect(read.allTests.map(\.name) == ["sample/1", "secret/1", "secret/g/1", "secret/g/2"])
            #expect(read.allTests.map(\.interactorArguments) == [["all"], nil, ["all", "g", "a"], ["all"]])
        }
    }

    @Test func `an interactor of our settings has its own arguments on all tests`() throws {
        let (problem, _) = try problem(
            "validation: custom interactive\n",
            Self.tests("secret/1", "secret/g/1").merging([
                "output_validators/validate.py": "", "data/secret/g/testdata.yaml": "output_validator_flags: g",
                "atlas.yaml": "interactor: {source: talk.py, arguments: [x]}", "talk.py": "",
            ]) { $1 })
        #expect(problem.interactor?.arguments == ["x"])
        #expect(problem.privateTests.map(\.interactorArguments) == [nil, nil])
    }

    @Test func `of an interactive problem the conversation is shown, not what the interactor reads`() throws {
        let talk = ["data/sample/1.interaction": "<4\n>? 2\n", "output_validator/validate.py": ""]
        let files = Self.tests("sample/1", "secret/1").merging(talk) { $1 }
        let interactive = "problem_format_version: 2023-07\ntype: interactive\n"
        let (talking, tree) = try problem(interactive, files)
        let shown = talking.statement
        try PackageWriter.write(talking, to: "\(tree.path)/written")
        #expect(try ProblemFormats.read(PackageFolder("\(tree.path)/written")).statement == shown)
        #expect(shown.hasSuffix("\n## Sample Interaction 1\n\n```\n<4\n>? 2\n```\n"))
        #expect(!shown.contains("Sample Input"))
        let plain = try problem("problem_format_version: 2023-07\n", files).problem.statement
        #expect(plain.contains("Sample Input 1") && !plain.contains("Sample Interaction"))
        let silent = files.filter { $0.key != "data/sample/1.interaction" }
        #expect(try !problem(interactive, silent).problem.statement.contains("Sample"))
        let settings = ["atlas.yaml": "interactor: {source: talk.py}", "talk.py": ""]
        let own = try problem("problem_format_version: 2023-07\n", files.merging(settings) { $1 }).problem
        #expect(own.publicTests.count == 1)
        #expect(!own.statement.contains("Sample"))
    }

    @Test(arguments: ["output_validator_args", "output_validator_flags"])
    func `tests with other flags are compared otherwise`(key: String) throws {
        let (problem, _) = try problem(
            "problem_format_version: 2023-07\n",
            Self.tests("secret/1", "secret/g/1", "secret/g/2").merging([
                "data/secret/g/test_group.yaml": "\(key): [case_sensitive]",
                "data/secret/g/2.yaml": "\(key): []",
            ]) { $1 })
        #expect(problem.comparison == .tokens(TokenRule(caseSensitive: false)))
        #expect(problem.privateTests.map(\.comparison) == [nil, .tokens(TokenRule()), nil])
    }

    @Test func `DOMjudge's time limit counts where the package has none`() throws {
        let files = Self.tests("secret/1").merging(["domjudge-problem.ini": "name='X'\ntimelimit='2.5'\n"]) { $1 }
        #expect(try problem("name: x", files).problem.limits.cpuMilliseconds == 2_500)
        #expect(try problem("limits: {time_limit: 1}", files).problem.limits.cpuMilliseconds == 1_000)
    }

    @Test func `what the format has no words for is in a file of ours`() throws {
        let (problem, tree) = try problem(
            "problem_format_version: 2023-07\n",
            Self.tests("secret/1").merging([
                "atlas.yaml": """
                checker: {source: checker/check.cpp, convention: testlib, files: [checker/testlib.h], arguments: [x]}
                interactor: {source: talk.py, convention: testlib}
                time_multipliers: {python: 2.5, java: 2}
                scoring: fraction
                """,
                "checker/check.cpp": "", "checker/testlib.h": "", "talk.py": "",
            ]) { $1 })
        let checker = JudgeProgram(
            path: "\(tree.path)/checker/check.cpp", companions: ["\(tree.path)/checker/testlib.h"],
            convention: .testlib, arguments: ["x"])
        #expect(problem.comparison == .checker(checker))
        #expect(problem.interactor == JudgeProgram(path: "\(tree.path)/talk.py", convention: .testlib))
        #expect(problem.limits.cpuMultipliers == ["python": 2.5, "java": 2])
        #expect(problem.limits.multipliersPlace == "\(tree.path)/atlas.yaml:3")
        #expect(problem.limits.cpuMilliseconds(language: "python") == 15_000)
        #expect(problem.limits.cpuMilliseconds(language: "cpp") == 6_000)
        #expect(problem.scoring == .fraction)
    }
}
