/// The header lines that every request to a server has; made when one is sent, so that a key lies nowhere else.
struct ServerHeaders: Sendable {
    /// Says where the key goes.
    var provider = Provider.compatible
    /// Says which version is spoken.
    var wireProtocol = WireProtocol.chat

    /// The lines, the key's included.
    func lines(_ key: APIKey?) -> [String] {
        let version = wireProtocol == .messages ? ["anthropic-version: 2023-06-01"] : []
        guard let key else { return version }
        switch provider.keyHeader {
        case .bearer: return version + ["Authorization: Bearer \(key.secret)"]
        case .apiKey: return version + ["api-key: \(key.secret)"]
        case .xAPIKey: return version + ["x-api-key: \(key.secret)"]
        }
    }
}
