/// Puts a response together from what a provider's server sends; one type per protocol.
protocol AnswerAssembler {
    /// Whether the protocol's final event has come: what follows does not matter.
    var isComplete: Bool { get }
    /// Whether the stop reason has come: the answer is all there, but for what the protocol adds, as counts of tokens.
    var isAnswered: Bool { get }
    /// Whether anything of the answer has come, reasoning included.
    var hasContent: Bool { get }
    /// Takes one event of a stream.
    mutating func take(_ event: ServerSentEvent) throws(AnswerFault)
    /// Takes the whole answer, from a server that does not stream.
    mutating func take(document: [UInt8]) throws(AnswerFault)
    /// The response, once the stream has ended; `seconds` and `attempts` are left to the caller.
    func finish() throws(AnswerFault) -> ChatResponse
}

/// What is wrong with an answer that arrived under a status of success.
enum AnswerFault: Error, Equatable {
    /// It is not all there.
    case incomplete(String)
    /// The server reports an error in place of an answer, or in the middle of one.
    case complaint(ServerComplaint)
    /// It is not of the protocol.
    case malformed(String)
}

extension ChatResponse {
    /// Whether the server told what both halves took: a request takes tokens, and so does an answer that says anything.
    var isCounted: Bool {
        usage.input > 0 && (usage.output > 0 || text.isEmpty && reasoning.isEmpty && toolCalls.isEmpty)
    }

    /// Counts the reasoning that the server shows and does not count, by its share of the answer's length.
    mutating func countReasoning() {
        guard usage.reasoning == 0, !reasoning.isEmpty, usage.output > 0 else { return }
        let calls = toolCalls.reduce(0) { $0 + $1.name.utf8.count + $1.arguments.utf8.count }
        let shown = Double(reasoning.utf8.count)
        let share = shown / (shown + Double(text.utf8.count + calls))
        usage.reasoning = min(Int((share * Double(usage.output)).rounded()), usage.output)
    }
}
