import Models

/// The orchestrator's model did not answer.
struct OrchestratorLost: Error {
    /// What its client, or the replay, says.
    let error: ModelError
    /// Why, where it concerns this call alone: as it was, or as it was recorded; nil for what would meet every call.
    let reason: String?

    /// Whether the server refused the request for its tools: the same is then asked in plain text.
    var isAboutTools: Bool { ModelError.rejected(host: "", status: 400, message: reason ?? "").isAboutTools }
}
