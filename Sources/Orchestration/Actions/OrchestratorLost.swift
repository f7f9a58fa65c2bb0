import Models

/// The orchestrator's model did not answer.
struct OrchestratorLost: Error {
    /// What its client, or the record, says.
    let error: ModelError
    /// Whether it concerns this call alone.
    var isLimitedToOneCall: Bool { error.isLimitedToOneCall }

    /// Whether the server refused the request for its tools: the same is then asked in plain text.
    var isAboutTools: Bool {
        isLimitedToOneCall && ModelError.rejected(host: "", status: 400, message: "\(error)").isAboutTools
    }
}
