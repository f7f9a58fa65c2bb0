import FoundationEssentials
import Judging
import Models
import Problems
import Sandbox
import ScriptedServer
import Synchronization
import Testing

@testable import Orchestration

/// A scripted server that plays the orchestrator and the solvers, asked by the real client over real sockets.
final class Scene: Sendable {
    /// One answer.
    enum Answer: Sendable {
        case text(String)
        /// Cut off at its length limit.
        case cut(String)
        /// Withheld by the provider, with these words in its place.
        case refused(String)
        case tools(String, [ScriptedToolCall])
        case steps([ScriptedStep])

        var steps: [ScriptedStep] {
            switch self {
            case .text(let text): OpenAIScript.completion(text: text)
            case .cut(let text): OpenAIScript.completion(text: text, finishReason: "length")
            case .refused(let text): OpenAIScript.completion(text: text, finishReason: "content_filter")
            case .tools(let text, let calls): OpenAIScript.completion(text: text, toolCalls: calls)
            case .steps(let steps): steps
            }
        }

        static func explores(_ ids: String...) -> Answer {
            .tools("", ids.map { ScriptedToolCall(id: $0, name: "explore", arguments: "{}") })
        }

        static func submit(_ arguments: String) -> Answer {
            .tools("", [ScriptedToolCall(id: "s", name: "submit", arguments: arguments)])
        }
    }

    let server: ScriptedServer
    private let events = EventLog()

    private init(_ server: ScriptedServer) { self.server = server }

    /// Starts a scene.
    ///
    /// - Parameters:
    ///   - orchestrator: Its answers, in order; one that is not foreseen is refused, which ends the solution.
    ///   - solvers: The answer of the solver of each explore; by default a program that is right.
    ///   - tester: The answers of who writes probe inputs, in order.
    ///   - others: The answer to whoever else is asked, and how often that role was asked before.
    ///   - beforeSolver: Called on the connection's thread before a solver's answer.
    /// - Returns: The scene; its server stops with it.
    /// - Throws: `ScriptedServerError`.
    static func start(
        orchestrator: [Answer] = [], solvers: [Int: Answer] = [:], tester: [Answer] = [],
        others: @escaping @Sendable (Asked, Int) -> Answer = { asked, _ in Role.plausible(asked) },
        beforeSolver: (@Sendable (Int) -> Void)? = nil
    ) throws -> Scene {
        let turn = Mutex(0)
        let tested = Mutex(0)
        let counts = Mutex<[Role: Int]>([:])
        let server = try ScriptedServer.start { request in
            guard let asked = Asked(request) else { return [.respond(status: 404)] }
            if asked.isSolver {
                beforeSolver?(asked.seed)
                return (solvers[asked.seed] ?? .text(Programs.answer(Programs.right))).steps
            }
            if asked.isTester {
                let index = tested.withLock { tested in
                    defer { tested += 1 }
                    return tested
                }
                guard tester.indices.contains(index) else {
                    return [OpenAIScript.error(status: 400, message: "no probes are foreseen")]
                }
                return tester[index].steps
            }
            if let role = asked.role {
                let before = counts.withLock { counts in
                    defer { counts[role, default: 0] += 1 }
                    return counts[role, default: 0]
                }
                return others(asked, before).steps
            }
            let index = turn.withLock { turn in
                defer { turn += 1 }
                return turn
            }
            guard orchestrator.indices.contains(index) else {
                return [OpenAIScript.error(status: 400, message: "turn \(index + 1) is not foreseen")]
            }
            return orchestrator[index].steps
        }
        return Scene(server)
    }

    /// What was asked of the server, in order of arrival.
    var asked: [Asked] { server.requests.compactMap { Asked($0) } }
    var askedOfSolvers: [Asked] { asked.filter(\.isSolver) }
    var askedOfOrchestrator: [Asked] { asked.filter { !$0.isSolver && !$0.isTester && $0.role == nil } }
    var askedOfTester: [Asked] { asked.filter(\.isTester) }
    func asked(_ role: Role) -> [Asked] { asked.filter { $0.role == role } }
    var seen: [SolveEvent] { events.all }

    func model(usesTools: Bool, name: String = "scripted") throws -> ChatClient {
        let retries = RetryPolicy(attempts: 1)
        return try ChatClient(
            name: name, baseURL: server.baseURL, model: "m", prefersTools: usesTools,
            settings: ClientSettings(retries: retries))
    }

    /// A task whose candidates are judged in the real sandbox.
    func task(
        _ problem: Problem = Programs.problem, usesTools: Bool = false, budget: SolveBudget = SolveBudget(),
        tokenLimits: TokenLimits? = nil, maxCalls: Int? = nil, recordingTo folder: String? = nil
    ) throws -> SolveTask {
        var model: any ChatModel = try model(usesTools: usesTools)
        if let maxCalls {
            let ledger = Ledger(SpendingCaps(calls: maxCalls), scope: .problem)
            model = MeteredModel(model, ledgers: [ledger], price: nil)
        }
        if let folder { model = RecordingModel(wrapping: model, store: try CallStore(directory: folder)) }
        let store = folder.map { JudgementStore(directory: "\($0)/judgements") }
        let judge = try RealJudge.make(recordingTo: store)
        return SolveTask(
            problem: problem, language: try LanguageTable.builtIn.named("python"), orchestrator: model, solver: model,
            judge: judge,
            budget: budget, tokenLimits: tokenLimits, events: { [events] in events.add($0) })
    }

    /// Solves by ATLAS.
    func solve(
        _ problem: Problem = Programs.problem, usesTools: Bool = false, budget: SolveBudget = SolveBudget(),
        tokenLimits: TokenLimits? = nil
    ) async throws -> Trajectory {
        try await AtlasMethod().solve(
            try task(problem, usesTools: usesTools, budget: budget, tokenLimits: tokenLimits))
    }
}

/// A chat request as the server got it.
struct Asked: Sendable {
    /// The whole body.
    let body: String
    /// The texts of its messages.
    let messages: [String]
    let seed: Int
    let hasSchema: Bool

    init?(_ request: ScriptedRequest) {
        guard let fields = try? JSONDecoder().decode([String: JSONValue].self, from: Data(request.body)),
            case .array(let messages)? = fields["messages"]
        else { return nil }
        body = request.text
        self.messages = messages.map { message in
            guard case .object(let fields) = message, case .string(let text)? = fields["content"] else { return "" }
            return text
        }
        seed = if case .int(let seed)? = fields["seed"] { seed } else { 0 }
        hasSchema = fields["response_format"] != nil
    }

    /// Whether a program is asked for: fresh, or anew.
    var isSolver: Bool { messages.first?.hasPrefix("You are an expert") == true }
    var isTester: Bool { messages.first?.hasPrefix("You write test inputs") == true }
    var last: String { messages.last ?? "" }
    /// The body but for the seed, which tells explores apart.
    var unseeded: String { body.replacing("\"seed\":\(seed)", with: "") }
    var role: Role? { Role.allCases.first { messages.first?.hasPrefix($0.rawValue) == true } }
}

/// Who is asked beside the orchestrator and solvers, by the beginning of the instruction.
enum Role: String, CaseIterable, Sendable {
    case scorer = "You judge a program"
    case critic = "You review a program"
    case selector = "Independent solvers wrote"
    case integrator = "You finish the solving"
    case tests = "You write tests"
    case inputs = "You write inputs"
    case comparison = "Two programs in"
    case planner = "You prepare"

    /// What each might answer.
    static func plausible(_ asked: Asked) -> Scene.Answer {
        switch asked.role {
        case .scorer: .text("Looks right.\nSCORE: 80")
        case .critic: .text("It adds the numbers.\nCORRECT: yes")
        case .selector: .text("The second.\nCHOICE: 2")
        case .integrator: .text("So:\n```python\n\(Programs.alsoRight)```")
        case .tests: .text(Programs.tests)
        case .inputs: .text("INPUT\n```\n1\n5\n```\n")
        case .comparison: .text("CHOICE: B")
        case .planner: .text("Add the numbers up.")
        case nil: .text("")
        }
    }
}

/// Events in the order in which they came.
private final class EventLog: Sendable {
    private let log = Mutex<[SolveEvent]>([])
    var all: [SolveEvent] { log.withLock { $0 } }
    func add(_ event: SolveEvent) { log.withLock { $0.append(event) } }
}

/// The judge with its sandbox, one for all tests.
enum RealJudge {
    private static let parts: Result<(SandboxPool, ProgramBuilder), any Error> = Result {
        let pool = try SandboxPool(workers: 2)
        return (pool, ProgramBuilder(pool: pool, toolchains: Toolchains(path: "/usr/bin:/usr/local/bin:/bin")))
    }

    static func make(recordingTo store: JudgementStore? = nil) throws -> CandidateJudge {
        let (pool, builder) = try parts.get()
        return CandidateJudge(judge: try Judge(pool: pool, builder: builder), builder: builder, recordingTo: store)
    }

    /// Why nothing can be judged on this machine; nil when a program ran and was accepted.
    static func obstacle() async -> String? {
        do {
            let submission = Submission(
                name: "probe", source: Programs.right, language: try LanguageTable.builtIn.named("python"))
            let trace = try await make().trace(submission, on: Programs.problem)
            return trace.judgement.passes ? nil : trace.judgement.message ?? "the probe was not accepted"
        } catch {
            return "\(error)"
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where no program can be judged, and says why.
    static var needsJudge: Self {
        .enabled("no program can be judged here") {
            let obstacle = await RealJudge.obstacle()
            if let obstacle { print("skipped, as nothing can be judged here: \(obstacle)") }
            return obstacle == nil
        }
    }
}

/// A small problem, and candidates for it.
enum Programs {
    static let right = "n = int(input())\nprint(sum(map(int, input().split())))\n"
    static let alsoRight = "import sys\nwords = sys.stdin.read().split()\nprint(sum(int(w) for w in words[1:]))\n"
    /// Right on the first public test only.
    static let wrong = "n = int(input())\nprint(6)\n"
    /// Right on no public test.
    static let worse = "n = int(input())\nprint(-1)\n"
    static let crashing = "n = int(input())\nraise ValueError('no')\n"

    static func answer(_ program: String, approach: String = "add them up") -> String {
        "APPROACH: \(approach)\nCOMPLEXITY: O(n)\nCONFIDENCE: 90\n```python\n\(program)```\n"
    }

    /// Three written tests; the last one is wrong.
    static let tests = [("1\n4\n", "4"), ("2\n1 1\n", "2"), ("1\n9\n", "10")].map {
        "INPUT\n```\n\($0)```\nOUTPUT\n```\n\($1)\n```\n"
    }.joined()

    static let problem = Problem(
        id: "sum", title: "Sum", statement: "Print the sum of n numbers.\n\nInput: n, then n numbers.",
        publicTests: [test("01", "3\n1 2 3\n", "6\n"), test("02", "2\n10 -3\n", "7\n")],
        privateTests: [
            TestCase(
                name: "secret-name", group: .private, input: .bytes(Data("1\n8675309\n".utf8)),
                expected: .bytes(Data("8675309\n".utf8)))
        ])

    static func test(_ name: String, _ input: String, _ expected: String) -> TestCase {
        TestCase(
            name: name, group: .public, input: .bytes(Data(input.utf8)), expected: .bytes(Data(expected.utf8)))
    }
}

extension SolveMethods {
    /// Solves by the method of a name.
    static func solve(_ name: String, _ task: SolveTask) async throws -> Trajectory {
        try await named(name).solve(task)
    }
}
