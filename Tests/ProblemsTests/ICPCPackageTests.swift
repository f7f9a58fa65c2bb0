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
                    name: "secret/a", maximumPoints: 20, aggregation: .passFail, tests: ["secret/a/1", "secret/a/2"]),
                TestGroup(
                    name: "secret/b", maximumPoints: 30, aggregation: .sum, tests: ["secret/b/1", "secret/b/2"],
                    requiredGroups: ["sample", "secret/a"]),
                TestGroup(name: "secret/c", maximumPoints: 50, aggregation: .minimum, tests: ["secret/c/1"]),
            ])
        #expect(problem.scoring == .subtasks(root))
        #expect(problem.privateTests.map(\.points) == [20, 20, 15, 15, 50])
        #expect(problem.publicTests.map(\.points) == [0])
    }

    @Test func `a scoring problem without groups shares a hundred points among its tests`() throws {
        let (problem, _) = try problem(
            "problem_format_version: 2023-07\ntype: scoring\n",
            Self.tests("secret/1", "secret/2", "secret/3", "secret/4"))
        #expect(problem.privateTests.map(\.points) == [25, 25, 25, 25])
    }

    @Test func `groups of the legacy format become subtasks, and inherit what they do not say`() throws {
        let (problem, _) = try problem(
            "type: scoring\n",
            Self.tests("secret/1a/1", "secret/1a/2", "secret/2b/1").merging([
                "data/testdata.yaml": "on_reject: continue\ngrader_flags: ignore_sample",
                "data/secret/1a/testdata.yaml": "accept_score: 40\nrange: 0 40\ngrader_flags: min first_error",
                "data/secret/2b/testdata.yaml": "accept_score: 60\ngrader_flags: max",
            ]) { $1 })
        let root = TestGroup(
            name: "secret", aggregation: .sum,
            groups: [
                TestGroup(
                    name: "secret/1a", maximumPoints: 40, aggregation: .minimum, tests: ["secret/1a/1", "secret/1a/2"]),
                TestGroup(name: "secret/2b", aggregation: .maximum, tests: ["secret/2b/1"]),
            ])
        #expect(problem.scoring == .subtasks(root))
        #expect(problem.privateTests.map(\.points) == [40, 40, 60])
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

    @Test func `tests with other flags are compared otherwise`() throws {
        let (problem, _) = try problem(
            "problem_format_version: 2023-07\n",
            Self.tests("secret/1", "secret/g/1", "secret/g/2").merging([
                "data/secret/g/test_group.yaml": "output_validator_args: [case_sensitive]",
                "data/secret/g/2.yaml": "output_validator_args: []",
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
                interactor: {source: talk.py}
                time_multipliers: {python: 2.5, java: 2}
                scoring: fraction
                """,
                "checker/check.cpp": "", "checker/testlib.h": "", "talk.py": "",
            ]) { $1 })
        let checker = JudgeProgram(
            path: "\(tree.path)/checker/check.cpp", companions: ["\(tree.path)/checker/testlib.h"],
            convention: .testlib, arguments: ["x"])
        #expect(problem.comparison == .checker(checker))
        #expect(problem.interactor == JudgeProgram(path: "\(tree.path)/talk.py"))
        #expect(problem.limits.cpuMultipliers == ["python": 2.5, "java": 2])
        #expect(problem.limits.multipliersPlace == "\(tree.path)/atlas.yaml:3")
        #expect(problem.limits.cpuMilliseconds(language: "python") == 15_000)
        #expect(problem.limits.cpuMilliseconds(language: "cpp") == 6_000)
        #expect(problem.scoring == .fraction)
    }
}
