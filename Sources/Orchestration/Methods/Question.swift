import Models

/// A question to the model that decides, for something other than a program: a score, a choice, tests.
struct Question<Value: Sendable>: Sendable {
    /// Who is asked.
    var role: CallSummary.Role
    /// The explore that it is about, else which of the role's questions it is, from 1.
    var n: Int
    var messages: [ChatMessage]
    /// What an answer has to end with: for the reminder after one that could not be read.
    var form: String
    /// The same as a schema, for servers that constrain their output; nil for text that no schema fits.
    var schema: JSONValue?
    /// Reads an answer: its value and a word or two for the trajectory; nil for one that cannot be read.
    var read: @Sendable (String) -> (value: Value, action: String)?
}

extension Workflow {
    /// Asks one question; nil where there is no usable answer.
    ///
    /// - Throws: `Halt` at a cap; `ModelError` that would meet every call; `CancellationError`.
    mutating func ask<Value>(_ question: Question<Value>) async throws -> Value? {
        try await ask([question]).first ?? nil
    }

    /// Asks questions at the same time; nil for those without a usable answer.
    ///
    /// - Throws: `Halt` at a cap; `ModelError` that would meet every call; `CancellationError`.
    mutating func ask<Value>(_ questions: [Question<Value>]) async throws -> [Value?] {
        let asker = Asker(task: task)
        let (answers, failure) = await CallOrder().results(of: questions) { _, question in
            await asker.answer(question)
        }
        var cap: ModelError?
        for (question, answer) in zip(questions, answers) {
            calls += answer.calls
            note(malformed: answer.malformed)
            if let error = answer.error {
                note(
                    CallFailure(role: question.role, n: question.n, model: task.orchestrator.name, error: error), error)
                if error.isCap { cap = cap ?? error }
            }
        }
        if let failure { throw failure }
        if let cap { throw Halt(error: cap) }
        return answers.map(\.value)
    }
}

/// Asks a question, and once more where the answer cannot be read.
private struct Asker: Sendable {
    struct Answer<Value: Sendable>: WorkResult {
        var value: Value?
        var calls: [CallSummary] = []
        var malformed = 0
        var error: ModelError?
        var fatal: (any Error)?
    }

    let task: SolveTask

    /// What an unreadable answer costs in the request that repairs it, in tokens.
    private static let quotedAnswer = 200

    func answer<Value>(_ question: Question<Value>) async -> Answer<Value> {
        var answer = Answer<Value>()
        do {
            try await ask(question, &answer)
        } catch {
            answer.fatal = error
        }
        return answer
    }

    private func ask<Value>(_ question: Question<Value>, _ answer: inout Answer<Value>) async throws {
        var messages = question.messages
        for isReminder in [false, true] {
            let response: ChatResponse
            switch try await respond(messages, question, isConstrained: isReminder) {
            case .success(let answered): response = answered
            case .failure(let error):
                answer.error = error
                task.events(.callFailed(role: question.role, n: question.n, reason: "\(error)"))
                return
            }
            let text = ThinkingText.removed(from: response.text)
            // The words of a refusal are no answer, though a question that takes any words could read them.
            let isRefused = response.finishReason == .refusal
            let read = isRefused ? nil : question.read(text)
            let reason =
                isRefused
                ? MalformedAction.refused.reason
                : text.allSatisfy(\.isWhitespace) ? "the answer was empty" : "it does not end as asked"
            let call = CallSummary(
                role: question.role, n: question.n, model: task.orchestrator.name,
                thought: QuotedText.line(text, tokens: Self.quotedAnswer), action: read?.action ?? "malformed",
                malformed: read == nil ? reason : nil, usage: response.usage, seconds: response.seconds,
                finish: response.finishReason)
            answer.calls.append(call)
            task.events(.callAnswered(call))
            if let read {
                answer.value = read.value
                return
            }
            answer.malformed += 1
            let words = task.prompts.text(.repairAnswer, ["reason": reason, "form": question.form])
            let quoted = TokenEstimate.clip(text, to: Self.quotedAnswer)
            messages += [.assistant(text: quoted.isEmpty ? "(nothing)" : quoted, toolCalls: []), .user(words)]
        }
    }

    private func respond<Value>(
        _ messages: [ChatMessage], _ question: Question<Value>, isConstrained: Bool
    ) async throws -> Result<ChatResponse, ModelError> {
        // A number of its own: the same question asked again of the same program is another call, on a record as without.
        var request = ChatRequest(
            messages: messages, temperature: task.orchestratorTemperature,
            maxTokens: task.longestOrchestratorAnswer, effort: task.effort, sample: task.sampleBase + question.n)
        if isConstrained { request.responseSchema = question.schema }
        do {
            return .success(try await task.orchestrator.respond(droppingSchemaOf: &request))
        } catch {
            return .failure(try task.failure(error, of: request, to: task.orchestrator))
        }
    }
}
