import Digests
import Foundation
import Problems
import TestSupport
import Testing

@testable import Judging

/// By what a problem is told from one whose verdicts may be others.
@Suite struct ProblemDigestTests {
    private static func digest(_ problem: Problem, language: String? = "python") throws -> String {
        var digest = ContentDigest()
        try digest.add(judging: problem, tests: problem.allTests, language: language)
        return digest.hexadecimal
    }

    @Test func `whatever a verdict depends on changes the digest`() throws {
        let folder = try TemporaryFolder()
        let one = JudgeProgram(
            path: try folder.write("def check(*_): return True\n", to: "one.py"), convention: .python)
        let two = JudgeProgram(
            path: try folder.write("def check(*_): return False\n", to: "two.py"), convention: .python)
        let tree = TestGroup(name: "secret", aggregation: .sum, tests: ["3"])
        let capped = TestGroup(name: "secret", maximumPoints: 5, aggregation: .sum, tests: ["3"])
        let answer = TestData.bytes(Data("3\n".utf8))
        let changes: [(inout Problem) -> Void] = [
            { _ in },
            { $0.comparison = .exact },
            { $0.comparison = .tokens(TokenRule(caseSensitive: false)) },
            { $0.comparison = .checker(one) },
            { $0.comparison = .checker(two) },
            { ($0.comparison, $0.interactor) = (.interactor, one) },
            { ($0.comparison, $0.interactor) = (.interactor, two) },
            { $0.privateTests[0].comparison = .exact },
            { $0.privateTests[0].comparison = .checker(one) },
            { $0.privateTests[0].comparison = .checker(two) },
            { $0.privateTests[0].expected = answer },
            { $0.passes = 2 },
            { $0.limits.memoryKiB = 65_536 },
            { $0.limits.cpuMultipliers = ["python": 2] },
            { $0.scoring = .fraction },
            { $0.scoring = .subtasks(tree) },
            { $0.scoring = .subtasks(capped) },
            { ($0.scoring, $0.privateTests[0].points) = (.subtasks(tree), 2) },
        ]
        let digests = try changes.map { change -> String in
            var problem = Bench.sum()
            change(&problem)
            return try Self.digest(problem)
        }
        #expect(Set(digests).count == changes.count)
    }

    @Test func `what a verdict does not depend on changes nothing`() throws {
        let folder = try TemporaryFolder()
        let source = "def check(*_): return True\n"
        var (problem, other) = (Bench.sum(), Bench.sum())
        problem.comparison = .checker(JudgeProgram(path: try folder.write(source, to: "one.py"), convention: .python))
        other.comparison = .checker(JudgeProgram(path: try folder.write(source, to: "two.py"), convention: .python))
        other.title = "Another"
        other.privateTests[0].points = 2
        other.limits.cpuMultipliers = ["java": 2]
        #expect(try Self.digest(problem) == Self.digest(other))
        #expect(try Self.digest(problem, language: nil) != Self.digest(other, language: nil))
    }

    @Test func `judgements that were recorded are found again`() throws {
        var problem = Bench.sum(comparison: .exact)
        problem.privateTests = []
        var expected = ContentDigest()
        for field in ["1000 1048576 67108864", "program", "exact", "1", "1 2\n", "3\n", "2", "5 -7\n", "-2\n"] {
            expected.add(field)
        }
        #expect(try Self.digest(problem) == expected.hexadecimal)
    }
}
