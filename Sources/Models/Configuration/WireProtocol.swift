/// The language in which a server is spoken to.
public enum WireProtocol: String, Sendable, Codable, CaseIterable {
    /// OpenAI's chat completions, which nearly every server imitates.
    case chat
    /// OpenAI's Responses.
    case responses
    /// Anthropic's Messages.
    case messages
}
