import Judging
import Models
import Problems

/// Asks the orchestrator for its next action, and reminds it when the action cannot be read.
struct Orchestrator {
    /// What it decided.
    struct Decision {
        /// The turn as it stays in the conversation, without observations.
        var text: String
        var calls: [ToolCall]
        /// Reasoning that its server wants back with the results of the calls.
        var reasoning: [ReasoningItem] = []
        /// What to do: per call in tool turns (a call that could not be read has a reason instead), else one action.
        var steps: [(callID: String?, action: Result<OrchestratorAction, MalformedAction>)]
        var thought: String
    }

    let task: SolveTask
    /// Whether native tools are offered.
    let usesTools: Bool
    /// Turns taken so far.
    private(set) var turn = 0
    /// Answers without an action that could be taken.
    private(set) var malformed = 0

    private let arguments: ExploreArguments
    private let finder: ProgramFinder
    private let parser: TextActionParser
    /// Whether the server constrains its output, as far as is known.
    private var takesSchema = true
    /// Whether it was told that a program it wanted to hand in is known to fail.
    private(set) var isWarned = false
    /// Whether the next answer is constrained at once: it is from the first one that could not be read.
    private var needsSchema = false

    /// An orchestrator; one that goes on where another had to stop counts its turns and malformed answers too.
    init(_ task: SolveTask, goingOnFrom other: Orchestrator? = nil) {
        self.task = task
        (turn, malformed) = (other?.turn ?? 0, other?.malformed ?? 0)
        usesTools =
            switch task.actionProtocol {
            case .auto: task.orchestrator.prefersTools
            case .tools: true
            case .text: false
            }
        arguments = ExploreArguments(task)
        finder = ProgramFinder(language: task.language, interface: task.problem.interface)
        parser = TextActionParser(
            language: task.language, interface: task.problem.interface, arguments: arguments)
    }

    /// The next decision; nil when its actions stay unreadable or no turn is left.
    ///
    /// - Parameters:
    ///   - messages: The conversation.
    ///   - calls: Each answered call is added.
    ///   - options: What may be done now. Where that is one thing which can be done for the orchestrator, a malformed
    ///     answer is not asked for again.
    ///   - check: Refuses actions that are readable but impossible.
    /// - Returns: The decision, with at least one action that can be taken.
    /// - Throws: `OrchestratorLost`; `CancellationError`.
    mutating func decide(
        _ messages: [ChatMessage], calls: inout [CallSummary], _ options: Standing.Options,
        check: (OrchestratorAction) -> MalformedAction?
    ) async throws -> Decision? {
        var messages = messages
        let hasFallback = options.mayExplore || !options.programs.isEmpty
        let repairs = usesTools || options.choices.count > 1 || !hasFallback ? task.budget.maxRepairs : 0
        for attempt in 0...repairs {
            guard turn < task.budget.maxTurns else { return nil }
            let response = try await ask(messages, options)
            var decision = read(response)
            decision.steps = decision.steps.map { step in
                let reason: MalformedAction
                switch step.action {
                case .failure(let unread): reason = unread
                case .success(let action):
                    guard let impossible = check(action) else { return step }
                    // Who calls tools and says it again, after it was told, means it.
                    if usesTools, isWarned, case .knownToFail = impossible { return step }
                    reason = impossible
                }
                return (step.callID, .failure(response.finishReason == .refusal ? .refused : reason))
            }
            let reasons = decision.steps.compactMap { step -> MalformedAction? in
                if case .failure(let reason) = step.action { reason } else { nil }
            }
            var words: [String] = []
            for reason in reasons.map({ usesTools ? $0.inTools : $0.reason }) where !words.contains(reason) {
                words.append(reason)
            }
            let told = words.isEmpty ? nil : words.joined(separator: "; ")
            calls.append(note(response, decision, malformed: told))
            guard let reason = reasons.first, let told else { return decision }
            malformed += 1
            needsSchema = true
            let isPart = reasons.count < decision.steps.count
            var isRepeated = false
            if case .knownToFail = reason { (isRepeated, isWarned) = (!usesTools && attempt > 0, true) }
            let isRepaired = attempt < repairs && turn < task.budget.maxTurns && !isPart && !isRepeated
            task.events(.actionMalformed(turn: turn, reason: told, isRepaired: isRepaired))
            if isPart { return decision }
            // A model that repeats itself once more will go on to: another explore tells more than another reminder.
            if isRepeated { return nil }
            messages += reminder(decision, options)
        }
        return nil
    }

    private mutating func ask(
        _ messages: [ChatMessage], _ options: Standing.Options
    ) async throws -> ChatResponse {
        task.events(.orchestratorCalled(turn: turn + 1, model: task.orchestrator.name))
        var request = ChatRequest(
            messages: messages, tools: usesTools ? ToolActions.tools(task.prompts, task.language, arguments) : [],
            temperature: task.orchestratorTemperature,
            maxTokens: task.longestOrchestratorAnswer, effort: task.effort,
            sample: task.sampleBase)
        let isConstrained = needsSchema && !usesTools && takesSchema
        if isConstrained { request.responseSchema = ToolActions.schema(options, arguments) }
        defer { if isConstrained, request.responseSchema == nil { takesSchema = false } }
        do {
            return try await task.orchestrator.respond(droppingSchemaOf: &request)
        } catch {
            if error == .cancelled { throw CancellationError() }
            let failure = try task.judge.failure(of: request, to: task.orchestrator.name, error)
            throw OrchestratorLost(error: failure)
        }
    }

    private func read(_ response: ChatResponse) -> Decision {
        if !response.toolCalls.isEmpty {
            let steps = response.toolCalls.map { call -> (String?, Result<OrchestratorAction, MalformedAction>) in
                let action = ToolActions.action(call, finder, arguments)
                if case .failure(.badArguments) = action, response.finishReason.isCut {
                    return (call.id, .failure(.cut))
                }
                return (call.id, action)
            }
            return Decision(
                text: response.text, calls: response.toolCalls, reasoning: response.reasoningItems ?? [], steps: steps,
                thought: response.text)
        }
        switch parser.parse(response.text, isCut: response.finishReason.isCut) {
        case .success(let read):
            return Decision(
                text: read.keptText, calls: [], steps: [(nil, .success(read.action))], thought: read.thought)
        case .failure(let reason):
            return Decision(text: response.text, calls: [], steps: [(nil, .failure(reason))], thought: response.text)
        }
    }

    private mutating func note(
        _ response: ChatResponse, _ decision: Decision, malformed reason: String?
    ) -> CallSummary {
        turn += 1
        let thought = QuotedText.line(ThinkingText.removed(from: decision.thought), tokens: 200)
        let action = Self.summary(decision)
        task.events(
            .orchestratorAnswered(
                turn: turn, thought: thought, action: action, usage: response.usage, seconds: response.seconds))
        return CallSummary(
            role: .orchestrator, n: turn, model: task.orchestrator.name, thought: thought, action: action,
            malformed: reason, usage: response.usage, seconds: response.seconds, finish: response.finishReason)
    }

    /// `explore x3` for three calls of `explore`, `malformed` when nothing could be read.
    private static func summary(_ decision: Decision) -> String {
        let actions = decision.steps.compactMap { try? $0.action.get() }
        var explores = 0
        var given: [[String: String]] = []
        for case .explore(let count, let arguments) in actions {
            explores += count
            if !given.contains(arguments) { given.append(arguments) }
        }
        if explores > 0 {
            return OrchestratorAction.explore(count: explores, arguments: given.count == 1 ? given[0] : [:]).summary
        }
        return actions.first?.summary ?? "malformed"
    }

    /// What an unreadable answer costs in the request that repairs it, in tokens.
    private static let quotedAnswer = 200

    private func reminder(_ decision: Decision, _ options: Standing.Options) -> [ChatMessage] {
        let choices = options.choices.joined(separator: "\n")
        let text = TokenEstimate.clip(decision.text, to: Self.quotedAnswer)
        var messages: [ChatMessage] = [
            .assistant(
                text: text.isEmpty && decision.calls.isEmpty ? "(nothing)" : text, toolCalls: decision.calls,
                reasoning: decision.reasoning)
        ]
        for step in decision.steps {
            guard case .failure(let reason) = step.action else { continue }
            let words =
                usesTools
                ? task.prompts.text(.repairTools, ["reason": reason.inTools, "choices": options.toolChoices])
                : task.prompts.text(.repair, ["reason": reason.reason, "choices": choices])
            messages.append(step.callID.map { .toolResult(callID: $0, text: words) } ?? .user(words))
        }
        return messages
    }
}
