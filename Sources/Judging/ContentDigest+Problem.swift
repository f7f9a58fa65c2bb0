import Digests
import FoundationEssentials
import Problems

// Recorded judgements are found by these bytes: what is added to them is added where it is not the default only.

extension ContentDigest {
    /// Adds everything of a problem that the verdict about a program depends on, but the problem's name and the machine.
    ///
    /// - Parameters:
    ///   - problem: The problem.
    ///   - tests: Which of its tests count.
    ///   - language: The program's language, by its id; nil where it may be any.
    /// - Throws: `ProblemError` for a test, `JudgingError` for a checker or interactor that cannot be read.
    package mutating func add(judging problem: Problem, tests: [TestCase], language: String?) throws {
        let limits = problem.limits
        add("\(limits.cpuMilliseconds) \(limits.memoryKiB) \(limits.outputBytes)")
        add("\(Entry(problem))")
        try add(problem.comparison)
        if let interactor = problem.interactor { try add(interactor) }
        if problem.passes > 1 { add("passes \(problem.passes)") }
        let multipliers = limits.cpuMultipliers
        if let language {
            if let multiplier = multipliers[language] { add("multiplier \(multiplier)") }
        } else {
            let all: [String] = multipliers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            add(all)
        }
        if problem.scoring != .passFail { add("scoring \(problem.scoring)") }
        for test in tests {
            add(test.name)
            add(try test.input.load())
            add(try test.expected.load())
            if let comparison = test.comparison { try add(comparison) }
            if let arguments = test.interactorArguments {
                add("interactor's arguments\n" + arguments.joined(separator: "\n"))
            }
            if case .subtasks = problem.scoring { add("points \(test.points)") }
        }
    }

    /// Adds a checker or an interactor: its path differs between machines; what it names is what counts.
    ///
    /// - Throws: `JudgingError` when it cannot be read.
    package mutating func add(_ program: JudgeProgram) throws {
        for path in [program.path] + program.companions { add(try SourceFile.bytes(path)) }
        add(program.arguments.joined(separator: "\n"))
        add(program.convention.rawValue)
    }

    private mutating func add(_ comparison: Comparison) throws {
        if case .checker(let checker) = comparison {
            try add(checker)
        } else {
            add("\(comparison)")
        }
    }
}
