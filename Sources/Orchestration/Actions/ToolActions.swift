import FoundationEssentials
import Judging
import Models

/// The orchestrator's actions as native tools.
enum ToolActions {
    /// The tools, described by prompt texts.
    static func tools(_ prompts: Prompts, _ language: Language, _ arguments: ExploreArguments) -> [ChatTool] {
        let remark = arguments.all.isEmpty ? "Takes no arguments." : "Its arguments are optional."
        return [
            ChatTool(
                name: "explore", description: prompts.text(.exploreTool, ["arguments": remark]),
                parameters: .object([
                    "type": .string("object"), "properties": .object(arguments.properties(prompts)),
                ])),
            ChatTool(
                name: "submit", description: prompts.text(.submitTool, ["language": language.name]),
                parameters: .object([
                    "type": .string("object"),
                    "properties": .object([
                        "explore": field("integer", "The number of the explore whose program is handed in unchanged."),
                        "program": field("string", "The whole source text of the program that is handed in."),
                        "reason": field("string", "Why this program, in a sentence."),
                    ]),
                ])),
        ]
    }

    /// What a constrained answer must look like: only what is suggested is offered.
    ///
    /// Every field is required, as strict servers ask; `explore` 0, an empty text and `default` stand for none.
    static func schema(_ options: Standing.Options, _ arguments: ExploreArguments) -> JSONValue {
        let actions = (options.mayExplore ? ["explore"] : []) + (options.suggestsSubmission ? ["submit"] : [])
        var fields: [String: JSONValue] = [
            "action": .object(["type": .string("string"), "enum": .array(actions.map(JSONValue.string))]),
            "explore": .object([
                "type": .string("integer"), "enum": .array(([0] + options.programs).map(JSONValue.int)),
            ]),
            "program": .object(["type": .string("string")]),
        ]
        if options.mayExplore, options.batch > 1 {
            fields["count"] = .object([
                "type": .string("integer"), "enum": .array([.int(1), .int(options.batch)]),
            ])
        }
        if options.mayExplore { fields.merge(arguments.constrainedFields) { own, _ in own } }
        return .object([
            "type": .string("object"), "properties": .object(fields),
            "required": .array(fields.keys.sorted().map(JSONValue.string)), "additionalProperties": .bool(false),
        ])
    }

    /// Reads one call.
    static func action(
        _ call: ToolCall, _ finder: ProgramFinder, _ arguments: ExploreArguments = ExploreArguments()
    ) -> Result<OrchestratorAction, MalformedAction> {
        guard call.name == "explore" || call.name == "submit" else { return .failure(.unknownAction(call.name)) }
        let text = call.arguments.allSatisfy(\.isWhitespace) ? "{}" : call.arguments
        if let fields = try? JSONDecoder().decode([String: JSONValue].self, from: Data(text.utf8)) {
            let action = JSONAction(verb: call.name, arguments: fields).action(finder, arguments)
            // A call has one result, and so one explore: the tool has no count, though plain text has one.
            guard case .success(.explore(_, let values)) = action else { return action }
            return .success(.explore(count: 1, arguments: values))
        }
        if call.name == "explore", arguments.all.isEmpty { return .success(.explore(count: 1)) }
        // Some models put the bare program where its JSON belongs.
        if call.name == "submit", let found = finder.program(in: call.arguments) {
            return .success(.submit(explore: nil, program: found.program))
        }
        return .failure(.badArguments(tool: call.name))
    }

    private static func field(_ type: String, _ description: String) -> JSONValue {
        .object(["type": .string(type), "description": .string(description)])
    }
}
