extension ModelError {
    /// Whether the server refused the request because its model has no tool calls: without tools it may be answered.
    ///
    /// There is no status or code for it, so the server's words decide; that a tool was described or called wrongly is
    /// not meant.
    public var isAboutTools: Bool {
        guard case .rejected(_, _, let message) = self else { return false }
        let text = message.lowercased()
        let isOnTools = ["tools", "tool use", "tool_use", "tool call", "tool choice", "tool_choice", "function call"]
            .contains { text.contains($0) }
        let isRefusal = ["not support", "n't support", "unsupported", "that support", "not enabled", "requires --"]
            .contains { text.contains($0) }
        return isOnTools && isRefusal && !text.contains("schema")
    }
}
