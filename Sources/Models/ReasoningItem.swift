/// A piece of reasoning that its server wants back unchanged in the next request of a tool loop.
///
/// Anthropic's thinking blocks with their signatures, the encrypted reasoning items of OpenAI's Responses,
/// `reasoning_content` or `reasoning_details` of chat completions.
public struct ReasoningItem: Sendable, Codable, Equatable {
    /// The protocol it is from: no other understands it.
    public var origin: WireProtocol
    /// How many texts and calls of the same message come before it.
    public var place: Int
    /// The piece as it came.
    public var content: JSONValue

    /// Describes a piece.
    public init(origin: WireProtocol, place: Int, content: JSONValue) {
        self.origin = origin
        self.place = place
        self.content = content
    }
}
