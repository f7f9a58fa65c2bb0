import FoundationEssentials
import Judging
import Models
import Problems
import Spelling

/// Tests, or inputs alone, that a model wrote from the problem: they may be wrong, and decide nothing by themselves.
struct WrittenTests: Sendable {
    /// The inputs with their expected outputs; no output where only inputs were asked for.
    var cases: [TestCase]
    /// Whether the outputs are known.
    var hasOutputs: Bool

    /// The longest input or output that is taken, in bytes: models write them out.
    private static let longest = 16_384

    /// Tests that are there already.
    init(cases: [TestCase], hasOutputs: Bool) {
        self.cases = cases
        self.hasOutputs = hasOutputs
    }

    /// Reads fenced blocks under `INPUT` and `OUTPUT`; nil where there is no test.
    ///
    /// - Parameters:
    ///   - text: The answer.
    ///   - hasOutputs: Whether each input has an output.
    ///   - most: How many are taken.
    init?(_ text: String, hasOutputs: Bool, most: Int) {
        let fenced = FencedBlocks(text)
        var cases: [TestCase] = []
        var input: String?
        var previous = -1
        func add(_ input: String, _ output: String) {
            guard cases.count < most, !input.isEmpty, max(input.utf8.count, output.utf8.count) <= Self.longest else {
                return
            }
            let test = TestCase(
                name: "written \(cases.count + 1)", group: .public, input: .bytes(Data(Self.ended(input).utf8)),
                expected: hasOutputs ? .bytes(Data(Self.ended(output).utf8)) : Self.noOutput)
            cases.append(test)
        }
        for block in fenced.blocks where block.isClosed {
            let label = fenced.prose.last { number, line in
                number > previous && number < block.line && !line.allSatisfy(\.isWhitespace)
            }
            previous = block.line
            let word = label?.text.lowercased() ?? ""
            let isOutput = word.contains("output") || word.contains("expected")
            if !hasOutputs {
                if !isOutput { add(block.text, "") }
            } else if let given = input, isOutput || !word.contains("input") {
                add(given, block.text)
                input = nil
            } else if !isOutput {
                input = block.text
            }
        }
        if cases.isEmpty { return nil }
        self.cases = cases
        self.hasOutputs = hasOutputs
    }

    private static func ended(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

    /// Asks for tests; programs are shown to nobody who writes what they are to be tested by.
    static func question(_ count: Int, _ flow: Workflow) -> Question<WrittenTests> {
        let prompts = flow.task.prompts
        return Question(
            role: .tester, n: 1,
            messages: [
                .system(prompts.text(.writeTests, ["count": "\(count)", "form": form(flow.task)])),
                .user(flow.solver.problem),
            ], form: "INPUT and OUTPUT, each with a fenced block below it, for every test"
        ) { text in
            WrittenTests(text, hasOutputs: true, most: count).map { ($0, $0.cases.count.counted("test")) }
        }
    }

    /// How an input and an output look.
    static func form(_ task: SolveTask) -> String {
        switch task.problem.interface {
        case .standardStreams: task.prompts.text(.testsFormStreams)
        case .functional(let name, _): task.prompts.text(.testsFormFunction, ["name": name])
        }
    }
}

extension WrittenTests {
    /// The inputs alone.
    var inputs: WrittenTests {
        WrittenTests(
            cases: cases.map {
                TestCase(name: $0.name, group: .public, input: $0.input, expected: Self.noOutput)
            }, hasOutputs: false)
    }

    /// What stands for an unknown output: for functions, whose results are JSON, it has to be JSON.
    private static let noOutput = TestData.bytes(Data("null\n".utf8))
}

extension Workflow {
    /// Whether programs can be run on inputs that are not the problem's own: not where they talk to another program.
    var takesWrittenTests: Bool { !task.problem.isConversation && task.problem.passes == 1 }

    /// Runs candidates on written tests, all at the same time.
    ///
    /// - Returns: The trace of each, in order.
    /// - Throws: What `CandidateJudge.trace` throws.
    func run(_ numbers: [Int], on tests: WrittenTests) async throws -> [CandidateTrace] {
        var problem = task.problem
        problem.publicTests = tests.cases
        // Where the right output is not known what counts is what each program gives: no checker has a say.
        if !tests.hasOutputs, case .checker = problem.comparison { problem.comparison = .tokens(TokenRule()) }
        return try await withThrowingTaskGroup(of: (Int, CandidateTrace).self) { [task, explores, problem] group in
            for (place, n) in numbers.enumerated() {
                let submission = Submission(
                    name: "explore \(n)", source: explores[n - 1].program ?? "", language: task.language)
                group.addTask { (place, try await task.judge.trace(submission, on: problem)) }
            }
            var traces: [(Int, CandidateTrace)] = []
            for try await trace in group { traces.append(trace) }
            return traces.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

extension CandidateTrace {
    /// The names of the tests that were accepted.
    var accepted: [String] { report?.tests.filter { $0.verdict == .accepted }.map(\.name) ?? [] }
}
