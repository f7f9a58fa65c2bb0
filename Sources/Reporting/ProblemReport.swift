import Models
import Problems
import Spelling

/// Problems as a table, as JSON and as text.
public enum ProblemReport {
    /// The document of a list (schema `atlas.problems/1`); of a record only what its file's index holds.
    ///
    /// - Throws: `ProblemError`.
    public static func json(_ items: [ProblemSet.Item]) throws(ProblemError) -> JSONValue {
        var rows: [JSONValue] = []
        for item in items {
            let fields = if let entry = item.entry { row(entry) } else { row(try item.problem()) }
            rows.append(.object(fields))
        }
        return .object(["schema": .string("atlas.problems/1"), "problems": .array(rows)])
    }

    /// The document of one problem (schema `atlas.problem/1`); of the private tests only their number.
    public static func json(_ problem: Problem) -> JSONValue {
        var fields = row(problem)
        fields["schema"] = .string("atlas.problem/1")
        fields["statement"] = .string(problem.statement)
        fields["starter_code"] = .null
        if case .functional(_, let code) = problem.interface { fields["starter_code"] = .string(code) }
        return .object(fields)
    }

    /// The document of what was imported (schema `atlas.problems-import/1`).
    ///
    /// - Parameters:
    ///   - problems: What was written.
    ///   - output: Where; nil where nothing was.
    ///   - form: What it was before.
    ///   - faults: How much of it could not be taken, or not be checked.
    /// - Returns: The document.
    public static func json(
        imported problems: [Problem], to output: String?, from form: ProblemImport.Kind, faults: Int
    ) -> JSONValue {
        .object([
            "schema": .string("atlas.problems-import/1"), "output": .optional(output), "form": .string(form.rawValue),
            "problems": .array(problems.map { .object(row($0)) }), "faults": .int(faults),
        ])
    }

    private static func row(_ entry: LCBIndex.Entry) -> [String: JSONValue] {
        [
            "id": .string(entry.id), "title": .string(entry.title), "difficulty": .optional(entry.difficulty),
            "platform": .optional(entry.platform), "contest_date": .optional(entry.contestDate),
            "line": .int(entry.line), "bytes": .int(entry.length),
        ]
    }

    private static func row(_ problem: Problem) -> [String: JSONValue] {
        [
            "id": .string(problem.id), "title": .string(problem.title), "difficulty": .optional(problem.difficulty),
            "platform": .optional(problem.platform), "contest_date": .optional(problem.contestDate),
            "interface": .string(interface(problem)), "public_tests": .int(problem.publicTests.count),
            "private_tests": .int(problem.privateTests.count), "submissions": .int(problem.submissions.count),
            "cpu_ms": .int(problem.limits.cpuMilliseconds), "memory_kib": .int(problem.limits.memoryKiB),
        ]
    }

    /// A table of a list.
    ///
    /// - Throws: `ProblemError`.
    public static func table(_ items: [ProblemSet.Item]) throws(ProblemError) -> [String] {
        if !items.isEmpty, items.allSatisfy({ $0.entry != nil }) { return recordTable(items.compactMap(\.entry)) }
        var table = Table(["problem", "title", "difficulty", "interface", "tests", "CPU"], rightAligned: [4, 5])
        for item in items {
            let problem = try item.problem()
            table.add([
                problem.id, problem.title, problem.difficulty ?? "", interface(problem),
                "\(problem.publicTests.count)+\(problem.privateTests.count)",
                Quantity.milliseconds(Double(problem.limits.cpuMilliseconds)),
            ])
        }
        return table.lines
    }

    private static func recordTable(_ entries: [LCBIndex.Entry]) -> [String] {
        var table = Table(["problem", "title", "difficulty", "platform", "date", "size"], rightAligned: [5])
        for entry in entries {
            table.add([
                TerminalText.line(entry.id), TerminalText.line(entry.title), entry.difficulty ?? "",
                TerminalText.line(entry.platform ?? ""), entry.contestDate ?? "",
                Quantity.memory(kib: (entry.length + 1023) / 1024),
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

    /// What was found in a statement, in a line: samples, limits, and how outputs are compared.
    public static func found(in problem: Problem) -> String {
        let count = problem.publicTests.count
        let samples = count == 0 ? "no sample" : count.counted("sample")
        var words =
            "statement: \(samples), \(Quantity.milliseconds(Double(problem.limits.cpuMilliseconds))) of CPU time, "
        words += "\(Quantity.memory(kib: problem.limits.memoryKiB)); outputs are compared token by token, "
        guard case .tokens(let rule) = problem.comparison else { return words }
        let tolerances = [(rule.absoluteTolerance, "absolute"), (rule.relativeTolerance, "relative")]
        let kinds = tolerances.compactMap { $0 == nil ? nil : $1 }.joined(separator: " or ")
        let value = tolerances.compactMap(\.0).first.map { "numbers within \($0) (\(kinds) error)" }
        return words + (value ?? "exactly") + (problem.hasUncheckedAnswers ? "; other answers may be right too" : "")
    }

    private static func interface(_ problem: Problem) -> String {
        switch problem.interface {
        case .standardStreams: "stdin"
        case .functional(let name, _): "function \(name)"
        }
    }
}
