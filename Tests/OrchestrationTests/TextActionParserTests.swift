import Judging
import Models
import Problems
import Testing

@testable import Orchestration

@Suite struct TextActionParserTests {
    /// What an orchestrator writes, and the action that is meant.
    struct Row: CustomTestStringConvertible, Sendable {
        let answer: String
        let action: OrchestratorAction?
        var testDescription: String { String(answer.prefix(60)) }
    }

    static let program = "```python\nprint(input())\n```"
    static let submission = OrchestratorAction.submit(explore: nil, program: "print(input())\n")

    static let rows = [
        Row(answer: "Let us see.\nACTION: EXPLORE", action: .explore(count: 1)),
        Row(answer: "ACTION: EXPLORE x3", action: .explore(count: 3)),
        Row(answer: "**ACTION:** explore (2)", action: .explore(count: 2)),
        Row(answer: "Action - Explore 2 times", action: .explore(count: 2)),
        Row(answer: "ACTION: EXPLORE again, with 3 solvers", action: .explore(count: 3)),
        Row(answer: "ACTION: EXPLORE with an O(n log n) idea, as n is up to 1000", action: .explore(count: 1)),
        Row(answer: "ACTION: EXPLORE a 2-pointer idea", action: .explore(count: 1)),
        Row(answer: "`ACTION: EXPLORE`", action: .explore(count: 1)),
        Row(answer: "ACTION: EXPLORE x0", action: .explore(count: 1)),
        Row(answer: "```\nACTION: EXPLORE\n```", action: .explore(count: 1)),
        Row(answer: "I should explore.\n\nEXPLORE", action: .explore(count: 1)),
        Row(answer: "explore()", action: .explore(count: 1)),
        Row(
            answer: "ACTION: EXPLORE\nObservation: it passes.\nACTION: SUBMIT explore 1",
            action: .explore(count: 1)),
        Row(answer: "It passes.\nACTION: SUBMIT explore 2", action: .submit(explore: 2, program: nil)),
        Row(answer: "ACTION: SUBMIT EXPLORE #2.", action: .submit(explore: 2, program: nil)),
        Row(answer: "ACTION: Submit the program of explore 12", action: .submit(explore: 12, program: nil)),
        Row(answer: "Final.\nSUBMIT explore 1", action: .submit(explore: 1, program: nil)),
        Row(answer: "ACTION: SUBMIT\n\(program)", action: submission),
        Row(answer: "ACTION: SUBMIT\n```python\nprint(input())", action: submission),
        Row(answer: "\(program)\n\nACTION: SUBMIT", action: submission),
        Row(answer: "ACTION: FINAL ANSWER\n\(program)", action: submission),
        Row(answer: "The corrected program:\n\(program)", action: submission),
        Row(
            answer: "ACTION: SUBMIT explore 1\n\(program)",
            action: .submit(explore: 1, program: "print(input())\n")),
        Row(answer: #"{"thought": "no", "action": "explore"}"#, action: .explore(count: 1)),
        Row(
            answer: "```json\n{\"action\": \"submit\", \"explore\": 3, \"program\": \"\"}\n```",
            action: .submit(explore: 3, program: nil)),
        Row(
            answer: #"{"action":"submit","explore":0,"program":"print(input())\n","thought":"ok"}"#,
            action: submission),
        Row(
            answer: #"<tool_call>{"name": "explore", "arguments": {}}</tool_call>"#, action: .explore(count: 1)),
        Row(
            answer: "<think>ACTION: SUBMIT explore 1? No.</think>ACTION: EXPLORE", action: .explore(count: 1)),
        Row(answer: "Think, then write one line: ACTION: EXPLORE.", action: .explore(count: 1)),
        Row(answer: "I may write ACTION: EXPLORE or ACTION: SUBMIT explore 1.", action: nil),
        Row(answer: "ACTION: SUBMIT", action: .submit(explore: nil, program: nil)),
        Row(answer: "ACTION: RETRY", action: nil),
        Row(answer: "ACTION:", action: nil),
        Row(answer: "I would explore more.", action: nil),
        Row(answer: "{\"action\": \"sing\"}", action: nil),
        Row(answer: "  \n", action: nil),
        Row(answer: "{{{{", action: nil),
        Row(answer: "As `if (a) {` shows: {\"action\": \"explore\"}", action: .explore(count: 1)),
        Row(answer: #"{"a": "}\"{"} {"action": "explore"}"#, action: .explore(count: 1)),
    ]

    @Test(arguments: rows)
    func `an action is read as it is meant`(_ row: Row) throws {
        #expect(Self.action(try Self.parser().parse(row.answer).map(\.action)) == row.action)
    }

    @Test(arguments: ["js", "JS", "nodejs", ""]) func `a program is handed in by any name of its language`(
        _ tag: String
    ) throws {
        let parser = TextActionParser(
            language: try LanguageTable.builtIn.named("javascript"), interface: .standardStreams)
        let program = "const n = require('fs').readFileSync(0, 'utf8');\n"
        let read = try parser.parse("Mine is better.\nACTION: SUBMIT\n```\(tag)\n\(program)```").get()
        #expect(read.action == .submit(explore: nil, program: program))
    }

    @Test func `what a model imagines after its action does not stay in the conversation`() throws {
        let read = try Self.parser().parse("Try.\nACTION: EXPLORE\nOBSERVATION: passes\nACTION: SUBMIT explore 1").get()
        #expect(read.keptText == "Try.\nACTION: EXPLORE")
        #expect(read.thought == "Try.")
    }

    @Test func `a program cut off by the length limit is not handed in`() throws {
        let result = try Self.parser().parse("ACTION: SUBMIT\n```python\nprint(inp", isCut: true)
        #expect(result == .failure(.cut))
    }

    @Test(arguments: [
        (ToolCall(id: "1", name: "explore", arguments: "{}"), OrchestratorAction.explore(count: 1)),
        (ToolCall(id: "1", name: "explore", arguments: ""), .explore(count: 1)),
        (ToolCall(id: "1", name: "explore", arguments: "oops"), .explore(count: 1)),
        (ToolCall(id: "1", name: "submit", arguments: #"{"explore": "2"}"#), .submit(explore: 2, program: nil)),
        (
            ToolCall(id: "1", name: "submit", arguments: #"{"program": "x = 1"}"#),
            .submit(explore: nil, program: "x = 1\n")
        ),
        (
            ToolCall(id: "1", name: "submit", arguments: #"{"program": "```python\nprint(input())\n```"}"#), submission
        ),
        (
            ToolCall(
                id: "1", name: "submit",
                arguments: #"{"program": "K = 0\n\n# Approach: add\ndef f():\n    print(K)\n\nf()\n"}"#),
            .submit(explore: nil, program: "K = 0\n\n# Approach: add\ndef f():\n    print(K)\n\nf()\n")
        ),
        (ToolCall(id: "1", name: "submit", arguments: program), submission),
        (ToolCall(id: "1", name: "submit", arguments: "{}"), .submit(explore: nil, program: nil)),
        (ToolCall(id: "1", name: "submit", arguments: #"{"program": "#), nil),
        (ToolCall(id: "1", name: "sing", arguments: "{}"), nil),
    ])
    func `a tool call is read as it is meant`(_ call: ToolCall, _ action: OrchestratorAction?) throws {
        let finder = ProgramFinder(language: try LanguageTable.builtIn.named("python"), interface: .standardStreams)
        #expect(Self.action(ToolActions.action(call, finder)) == action)
    }

    private static func action(_ result: Result<OrchestratorAction, MalformedAction>) -> OrchestratorAction? {
        if case .success(let action) = result { action } else { nil }
    }

    private static func parser() throws -> TextActionParser {
        TextActionParser(language: try LanguageTable.builtIn.named("python"), interface: .standardStreams)
    }
}
