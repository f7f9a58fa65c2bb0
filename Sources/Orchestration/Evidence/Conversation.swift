import Models

/// The orchestrator's conversation: the whole trajectory of thought, action and observation, kept within a bound.
///
/// Requests are made from it anew each turn. When one would be too long, evidence is condensed, the oldest first and
/// that of passing programs last: first without the program (which may still be submitted by number), then to a line.
/// The statement is never cut. Condensing depends on nothing but the turns, so that a replay makes the same requests.
struct Conversation {
    /// What a turn of the orchestrator was answered with.
    struct Observation {
        /// The call that it answers; nil in plain text.
        var callID: String?
        var evidence: Evidence
    }

    /// One turn.
    struct Turn {
        /// What the orchestrator wrote; nil for results that it did not ask for.
        var text: String?
        /// What it called.
        var calls: [ToolCall]
        /// Reasoning that its server wants back with the results of the calls.
        var reasoning: [ReasoningItem] = []
        /// The answers, one per call.
        var observations: [Observation]
    }

    let system: String
    let problem: String
    /// In tokens.
    let bound: Int
    var turns: [Turn] = []

    /// How much of an older text of the orchestrator is kept when room is short, in tokens.
    private static let condensedText = 60

    /// The messages of the next request; `next` says where things stand and what may be done.
    func messages(next: String) -> [ChatMessage] {
        var detail = Detail(turns)
        var messages = assemble(detail, next)
        while Self.tokens(messages) > bound, detail.condense(turns) { messages = assemble(detail, next) }
        return messages
    }

    /// The tokens of messages, as `TokenEstimate` counts them.
    static func tokens(_ messages: [ChatMessage]) -> Int {
        messages.reduce(0) { sum, message in
            switch message {
            case .system(let text), .user(let text), .toolResult(_, let text): sum + TokenEstimate.of(text)
            case .assistant(let text, let calls, _):
                sum + TokenEstimate.of(text) + calls.reduce(0) { $0 + TokenEstimate.of($1.arguments) }
            }
        }
    }

    private func assemble(_ detail: Detail, _ next: String) -> [ChatMessage] {
        var messages: [ChatMessage] = [.system(system)]
        messages.append(.user(turns.isEmpty ? "\(problem)\n\n\(next)" : problem))
        for (index, turn) in turns.enumerated() {
            let isLast = index == turns.count - 1
            let isWhole = !detail.shortTexts.contains(index)
            let text = turn.text.map { isWhole ? $0 : TokenEstimate.clip($0, to: Self.condensedText) }
            let calls = turn.calls.map { call in
                ToolCall(id: call.id, name: call.name, arguments: isWhole ? call.arguments : Self.shortened(call))
            }
            // A signed thought goes with the calls as they were: where those are shortened it is left out.
            if let text {
                messages.append(
                    .assistant(
                        text: text.isEmpty && calls.isEmpty ? "(nothing)" : text, toolCalls: calls,
                        reasoning: isWhole ? turn.reasoning : []))
            }
            var results = turn.observations.enumerated().map { place, observation in
                (observation.callID, observation.evidence.levels[detail.levels[index][place]])
            }
            if isLast, let last = results.indices.last { results[last].1 += "\n\n\(next)" }
            let plain = results.filter { $0.0 == nil }.map(\.1)
            for (id, text) in results { if let id { messages.append(.toolResult(callID: id, text: text)) } }
            guard !plain.isEmpty else { continue }
            let words = plain.joined(separator: "\n\n")
            if text == nil, case .user(let before)? = messages.last {
                messages[messages.count - 1] = .user("\(before)\n\n\(words)")
            } else {
                messages.append(.user(words))
            }
        }
        return messages
    }

    /// Arguments without the program that they carried; it was run, and its evidence stands below.
    private static func shortened(_ call: ToolCall) -> String {
        TokenEstimate.usual(call.arguments) > condensedText ? "{\"program\":\"… (cut) …\"}" : call.arguments
    }

    /// How much of each turn is shown.
    private struct Detail {
        var levels: [[Int]]
        var shortTexts: Set<Int> = []

        init(_ turns: [Turn]) {
            levels = turns.map { $0.observations.map { _ in 0 } }
        }

        /// Makes one thing shorter; false when nothing is left to shorten.
        mutating func condense(_ turns: [Turn]) -> Bool {
            let older = turns.indices.dropLast()
            for level in 1...2 {
                for isPassing in [false, true] where raise(older, to: level, turns, isPassing) { return true }
                if let index = older.first(where: { !shortTexts.contains($0) }), level == 1 {
                    shortTexts.insert(index)
                    return true
                }
            }
            let last = turns.indices.suffix(1)
            for level in 1...2 {
                for isPassing in [false, true] where raise(last, to: level, turns, isPassing) { return true }
            }
            return false
        }

        private mutating func raise(
            _ indices: some Sequence<Int>, to level: Int, _ turns: [Turn], _ isPassing: Bool
        ) -> Bool {
            for index in indices {
                for (place, observation) in turns[index].observations.enumerated()
                where observation.evidence.isPassing == isPassing && levels[index][place] < level {
                    levels[index][place] = level
                    return true
                }
            }
            return false
        }
    }
}
