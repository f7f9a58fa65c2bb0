import Models

/// An optional argument of `explore`, the one action that gathers evidence.
///
/// The action space grows by these alone: an argument is a type, with a text for the orchestrator among the prompts, and a
/// row of `ExploreArguments`. It is offered in tools and in plain text, read from both, and kept in the trajectory.
protocol ExploreArgument: Sendable {
    /// Its name in tool calls, in `NAME=VALUE` and in JSON.
    var name: String { get }
    /// A value for the example that plain text is explained by; nil for one that has a line of its own.
    var example: String? { get }
    /// The values there are; nil for free text.
    var choices: [String]? { get }
    /// What the orchestrator is told of it.
    func description(_ prompts: Prompts) -> String
    /// The value that a model means; nil for one that means none.
    func value(_ text: String) -> String?
    /// Changes what the solver is asked with.
    func apply(_ value: String, to brief: inout SolverBrief)
}

/// The arguments that `explore` takes in a task.
struct ExploreArguments: Sendable {
    let all: [any ExploreArgument]

    init(_ all: [any ExploreArgument] = []) { self.all = all }

    /// Those that the task's options switch on, and what it has beyond them.
    init(_ task: SolveTask) {
        var all: [any ExploreArgument] = []
        if task.pool.count > 1 { all.append(SolverArgument(pool: task.pool)) }
        if task.offersEffort { all.append(EffortArgument()) }
        if task.offersStrategy { all.append(StrategyArgument()) }
        self.all = all + task.moreArguments
    }

    /// What a solver is asked with: the usual, changed by the arguments.
    func brief(_ usual: SolverBrief, _ values: [String: String]) -> SolverBrief {
        var brief = usual
        for argument in all {
            if let value = values[argument.name] { argument.apply(value, to: &brief) }
        }
        return brief
    }

    /// The values that a model gave, as they are meant; those it left out or left empty are not there.
    func read(_ given: [String: String]) -> Result<[String: String], MalformedAction> {
        var values: [String: String] = [:]
        for argument in all {
            guard let text = given[argument.name], text.contains(where: { $0.isLetter || $0.isNumber }),
                !Self.none.contains(text.lowercased())
            else { continue }
            guard let value = argument.value(text) else {
                return .failure(.noSuchValue(argument: argument.name, text, known: argument.choices ?? []))
            }
            values[argument.name] = value
        }
        return .success(values)
    }

    /// What models write where they mean to leave an argument out.
    private static let none: Set<String> = ["none", "default", "null", "any"]

    /// The properties of the tool's schema.
    func properties(_ prompts: Prompts) -> [String: JSONValue] {
        var properties: [String: JSONValue] = [:]
        for argument in all {
            var fields: [String: JSONValue] = [
                "type": .string("string"), "description": .string(argument.description(prompts)),
            ]
            if let choices = argument.choices { fields["enum"] = .array(choices.map(JSONValue.string)) }
            properties[argument.name] = .object(fields)
        }
        return properties
    }

    /// The fields of constrained output, where each has to be filled in.
    var constrainedFields: [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for argument in all {
            var field: [String: JSONValue] = ["type": .string("string")]
            if let choices = argument.choices { field["enum"] = .array((["default"] + choices).map(JSONValue.string)) }
            fields[argument.name] = .object(field)
        }
        return fields
    }

    /// How plain text states them; empty where there are none.
    func explanation(_ prompts: Prompts) -> String {
        guard !all.isEmpty else { return "" }
        let onLine = all.compactMap { argument in argument.example.map { " \(argument.name)=\($0)" } }.joined()
        let below = all.filter { $0.example == nil }.map { "\n\($0.name.uppercased()): …" }.joined()
        let list = all.map {
            "- \($0.example == nil ? "\($0.name.uppercased()): (a line below)" : $0.name): " + $0.description(prompts)
        }
        return "\n\n"
            + prompts.text(
                .argumentsText,
                ["example": "ACTION: EXPLORE\(onLine)\(below)", "arguments": list.joined(separator: "\n")])
    }
}
