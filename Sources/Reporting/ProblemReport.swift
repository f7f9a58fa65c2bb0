import Models
import Problems

/// Problems as a table, as JSON and as text.
public enum ProblemReport {
    /// The document of a list (schema `atlas.problems/1`).
    public static func json(_ problems: [Problem]) -> JSONValue {
        let rows = problems.map { problem in
            JSONValue.object([
                "id": .string(problem.id), "title": .string(problem.title), "difficulty": .optional(problem.difficulty),
                "interface": .string(interface(problem)), "public_tests": .int(problem.publicTests.count),
                "private_tests": .int(problem.privateTests.count), "submissions": .int(problem.submissions.count),
                "cpu_ms": .int(problem.limits.cpuMilliseconds), "memory_kib": .int(problem.limits.memoryKiB),
            ])
        }
        return .object(["schema": .string("atlas.problems/1"), "problems": .array(rows)])
    }

    /// A table of a list.
    public static func table(_ problems: [Problem]) -> [String] {
        var table = Table(["problem", "title", "difficulty", "interface", "tests", "CPU"], rightAligned: [4, 5])
        for problem in problems {
            table.add([
                problem.id, problem.title, problem.difficulty ?? "", interface(problem),
                "\(problem.publicTests.count)+\(problem.privateTests.count)",
                Quantity.milliseconds(Double(problem.limits.cpuMilliseconds)),
            ])
        }
        return table.lines
    }

    /// What a person is shown of one problem; of the private tests only their number.
    public static func text(_ problem: Problem) -> String {
        var lines = ["# \(problem.title) (\(problem.id))", ""]
        let facts = [
            problem.difficulty, "CPU \(Quantity.milliseconds(Double(problem.limits.cpuMilliseconds)))",
            "memory \(Quantity.memory(kib: problem.limits.memoryKiB))", interface(problem),
            "\(problem.publicTests.count) public and \(problem.privateTests.count) private tests",
        ]
        lines += [facts.compactMap { $0 }.joined(separator: ", "), "", problem.statement]
        if case .functional(_, let starterCode) = problem.interface { lines += ["", "```python", starterCode, "```"] }
        return TerminalText.printable(lines.joined(separator: "\n"))
    }

    private static func interface(_ problem: Problem) -> String {
        switch problem.interface {
        case .standardStreams: "stdin"
        case .functional(let name, _): "function \(name)"
        }
    }
}
