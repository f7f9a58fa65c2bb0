import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import TestSupport
import Testing

@testable import Orchestration

/// The arguments of `explore`: how they are offered, read, applied and kept.
@Suite struct ExploreArgumentTests {
    private static let pool = ["cheap", "openai:strong-1", "other"].map { name in
        PooledSolver(model: Nobody(name: name), price: name == "cheap" ? nil : PriceTable.Price(input: 2, output: 8))
    }
    static let arguments = ExploreArguments([
        SolverArgument(pool: pool), EffortArgument(), StrategyArgument(),
    ])

    struct Row: CustomTestStringConvertible, Sendable {
        let answer: String
        let action: OrchestratorAction?
        var testDescription: String { answer }
    }

    @Test(arguments: [
        Row(answer: "ACTION: EXPLORE", action: .explore(count: 1)),
        Row(answer: "ACTION: EXPLORE effort=high", action: .explore(count: 1, arguments: ["effort": "high"])),
        Row(
            answer: "ACTION: EXPLORE x2 solver=openai:strong-1 effort=LOW",
            action: .explore(count: 2, arguments: ["solver": "openai:strong-1", "effort": "low"])),
        Row(
            answer: "**ACTION: EXPLORE** (solver: \"strong-1\", effort: medium) 3 times",
            action: .explore(count: 3, arguments: ["solver": "openai:strong-1", "effort": "medium"])),
        Row(
            answer: "ACTION: EXPLORE effort=high strategy=try DP on the masks, effort is yours",
            action: .explore(
                count: 1, arguments: ["effort": "high", "strategy": "try DP on the masks, effort is yours"])),
        Row(
            answer:
                "ACTION: EXPLORE solver=cheap\n\nSTRATEGY: first brute force,\nthen optimise\n\nOBSERVATION: passes",
            action: .explore(
                count: 1, arguments: ["solver": "cheap", "strategy": "first brute force, then optimise"])),
        Row(
            answer: "ACTION: EXPLORE\nSolver: other\nEffort: low\nACTION: SUBMIT explore 1",
            action: .explore(count: 1, arguments: ["solver": "other", "effort": "low"])),
        Row(answer: "EXPLORE effort=high", action: .explore(count: 1, arguments: ["effort": "high"])),
        Row(
            answer: #"{"action": "explore", "solver": "default", "effort": "high", "strategy": ""}"#,
            action: .explore(count: 1, arguments: ["effort": "high"])),
        Row(answer: "ACTION: EXPLORE solver=nobody", action: nil),
        Row(answer: "ACTION: EXPLORE effort=extreme", action: nil),
    ])
    func `arguments are read as they are meant`(_ row: Row) throws {
        let parser = TextActionParser(
            language: try LanguageTable.builtIn.named("python"), interface: .standardStreams,
            arguments: Self.arguments)
        #expect((try? parser.parse(row.answer).get().action) == row.action)
        if row.action == nil { #expect(throws: MalformedAction.self) { try parser.parse(row.answer).get() } }
    }

    @Test func `a value that is not there is refused with those that are`() throws {
        #expect(
            Self.arguments.read(["solver": "gpt"])
                == .failure(
                    .noSuchValue(argument: "solver", "gpt", known: ["cheap", "openai:strong-1", "other"])))
    }

    @Test func `arguments are offered as properties, in plain text and in constrained output`() throws {
        let tools = ToolActions.tools(.builtIn, try LanguageTable.builtIn.named("python"), Self.arguments)
        let schema = try Self.json(tools[0].parameters)
        #expect(schema.contains(#""enum":["cheap","openai:strong-1","other"]"#))
        #expect(schema.contains("openai:strong-1: (USD per million tokens: 2 in, 8 out)"))
        #expect(tools[0].description.hasSuffix("Its arguments are optional."))
        let text = Self.arguments.explanation(.builtIn)
        #expect(text.contains("`ACTION: EXPLORE solver=other effort=high\nSTRATEGY: …`"))
        #expect(ExploreArguments().explanation(.builtIn).isEmpty)
        let options = Standing.Options(mayExplore: true, suggestsSubmission: false, programs: [], choices: [])
        let constrained = try Self.json(ToolActions.schema(options, Self.arguments))
        #expect(constrained.contains(#""effort":{"enum":["default","low","medium","high"]"#))
    }

    private static func json(_ value: JSONValue) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A model that is never asked.
    private struct Nobody: ChatModel {
        let name: String
        let prefersTools = true
        func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse { throw .cancelled }
    }
}

/// The variants of ATLAS that the arguments make.
@Suite(.needsJudge) struct AtlasVariantTests {
    private static func explore(_ id: String, _ arguments: String) -> ScriptedToolCall {
        ScriptedToolCall(id: id, name: "explore", arguments: arguments)
    }

    @Test func `the orchestrator chooses solver, effort and strategy of each explore, and all is kept`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .tools(
                    "",
                    [
                        Self.explore("a", #"{"solver": "strong", "effort": "high"}"#),
                        Self.explore("b", #"{"strategy": "Read all input at once."}"#), Self.explore("c", "{}"),
                    ]), .submit(#"{"explore": 1}"#),
            ])
        let folder = try TemporaryFolder()
        let store = try CallStore(directory: folder.path)
        func task(_ model: (String) throws -> any ChatModel, _ judge: CandidateJudge) throws -> SolveTask {
            var task = try scene.task(usesTools: true)
            task.orchestrator = try model("cheap")
            task.solver = task.orchestrator
            task.judge = judge
            task.pool = [
                PooledSolver(model: task.orchestrator, description: "Quick."),
                PooledSolver(model: try model("strong"), description: "Slow and thorough.", answerTokens: 500),
            ]
            task.offersEffort = true
            task.offersStrategy = true
            return task
        }
        let recorded = try await AtlasMethod().solve(
            try task(
                { RecordingModel(wrapping: try scene.model(usesTools: true, name: $0), store: store) },
                RealJudge.make(recordingTo: JudgementStore(directory: "\(folder.path)/judgements"))))
        #expect(recorded.explores.map(\.model) == ["strong", "cheap", "cheap"])
        #expect(
            recorded.explores.map(\.arguments) == [
                ["solver": "strong", "effort": "high"], ["strategy": "Read all input at once."], nil,
            ])
        #expect(recorded.pool == ["cheap", "strong"])
        #expect(scene.askedOfOrchestrator[0].body.contains("strong: Slow and thorough."))
        let bodies = Dictionary(uniqueKeysWithValues: scene.askedOfSolvers.map { ($0.seed, $0) })
        #expect(bodies[1]?.body.contains(#""reasoning_effort":"high""#) == true)
        #expect(bodies[2]?.last.contains("# How to approach it\n\nRead all input at once.") == true)
        #expect(bodies[3]?.body.contains("approach it") == false)
        scene.server.stop()
        let reading = try CallStore(directory: folder.path, isReadOnly: true)
        let replayed = try await AtlasMethod().solve(
            try task(
                { ReplayModel(name: $0, store: reading, prefersTools: true) },
                CandidateJudge(replaying: JudgementStore(directory: "\(folder.path)/judgements"))))
        #expect(try ReplayTests.bytes(replayed) == ReplayTests.bytes(recorded))
    }

    /// What the solver tries first: an argument such as anyone may add.
    private struct IdeaArgument: ExploreArgument {
        var name: String { "idea" }
        var example: String? { "greedy" }
        var choices: [String]? { ["greedy", "search"] }

        func description(_ prompts: Prompts) -> String { "What the solver tries first." }

        func value(_ text: String) -> String? { choices?.first { $0 == text.lowercased() } }

        func apply(_ value: String, to brief: inout SolverBrief) { brief.strategy = "Try \(value) first." }
    }

    @Test(arguments: [true, false])
    func `an argument that is added is offered, read, applied and kept, with tools and in plain text`(
        _ usesTools: Bool
    ) async throws {
        let turns: [Scene.Answer] =
            usesTools
            ? [
                .tools("", [Self.explore("a", #"{"idea": "Search"}"#), Self.explore("b", "{}")]),
                .submit(#"{"explore": 1}"#),
            ]
            : [.text("ACTION: EXPLORE idea=Search"), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")]
        let scene = try Scene.start(orchestrator: turns)
        var task = try scene.task(usesTools: usesTools)
        task.moreArguments = [IdeaArgument()]
        let trajectory = try await AtlasMethod().solve(task)
        let offer = try #require(scene.askedOfOrchestrator.first)
        #expect(offer.body.contains("What the solver tries first."))
        #expect(offer.body.contains(usesTools ? #""enum":["greedy","search"]"# : "`ACTION: EXPLORE idea=greedy`"))
        #expect(trajectory.explores.map(\.arguments) == [["idea": "search"], nil])
        let asked = Dictionary(uniqueKeysWithValues: scene.askedOfSolvers.map { ($0.seed, $0.last) })
        #expect(asked[1]?.hasSuffix("# How to approach it\n\nTry search first.") == true)
        #expect(asked[2]?.contains("approach it") == false)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.malformedActions == 0)
    }

    @Test func `a solver that is not there is a malformed action, with a reminder`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: EXPLORE effort=extreme"), .text("ACTION: SUBMIT explore 1"),
            ])
        var task = try scene.task()
        task.offersEffort = true
        let trajectory = try await AtlasMethod().solve(task)
        #expect(trajectory.malformedActions == 1)
        #expect(
            scene.askedOfOrchestrator[2].last.contains(#"there is no effort "extreme"; there is low, medium, high"#))
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `methods without an orchestrator ask the solvers of a pool in turn`() async throws {
        let scene = try Scene.start()
        var task = try scene.task(budget: SolveBudget(maxExplores: 3))
        task.pool = try ["a", "b"].map { PooledSolver(model: try scene.model(usesTools: true, name: $0)) }
        #expect(try await SolveMethods.solve("best-of-n", task).explores.map(\.model) == ["a", "b", "a"])
    }
}
