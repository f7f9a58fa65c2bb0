/// A request as it arrived.
public struct ScriptedRequest: Sendable {
    /// How many requests the server had received before this one, over all connections.
    public var index: Int
    /// `GET`, `POST`, ….
    public var method: String
    /// The path with its query.
    public var path: String
    /// The headers, names in lower case.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

/// One thing the server does in answer to a request; at the end of the steps the answer is completed.
public enum ScriptedStep: Sendable {
    /// A whole response with its `Content-Length`; `Content-Type` is JSON unless named.
    case respond(status: Int, headers: [String: String] = [:], body: String = "")
    /// Begins a chunked response; without this step the first chunk begins one of `text/event-stream`.
    case begin(status: Int, headers: [String: String])
    /// One chunk of a chunked response, sent in one piece.
    case chunk([UInt8])
    /// Bytes as they are, outside of any framing.
    case raw([UInt8])
    /// Resets the connection: the client sees "connection reset by peer".
    case reset
    /// Closes the connection without completing the answer.
    case close
    /// Waits for the client to go away.
    case hangUntilClosed
    /// Blocks the connection's thread in the body, which says when to go on.
    case pause(@Sendable () -> Void)

    /// One chunk of text.
    public static func text(_ text: String) -> ScriptedStep { .chunk(Array(text.utf8)) }
}
