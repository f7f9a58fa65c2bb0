import FoundationEssentials

/// The root of a server's API, as `http://127.0.0.1:8123/v1`: never with a final slash, never with a password.
public struct ServerAddress: Sendable, Equatable {
    /// Whose paths are spoken under the root.
    public enum Dialect: Sendable {
        /// Chat completions: a URL that names no path gets `/v1`; any other path is taken as it is.
        case openAI
        /// Messages: `/v1` is added where it is missing, as the provider's own clients do.
        case anthropic
    }

    /// The root as text.
    public let text: String
    /// The host, with the port where the URL names one.
    public let host: String
    /// Whether the host is this machine.
    public let isLoopback: Bool

    /// Reads a URL as people write it: with or without `/v1`, a final slash, or the path of the chat call itself.
    ///
    /// - Throws: `ModelError.badName` for what is no http(s) URL, or one that holds a password, a query or a fragment.
    public init(parsing url: String, dialect: Dialect = .openAI) throws(ModelError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let name = parts.host, !name.isEmpty
        else {
            // What stands before an @ may be a password.
            let shown = url.lastIndex(of: "@").map { "…" + url[$0...] } ?? url
            throw .badName("\"\(shown)\" is not a URL; expected one like http://127.0.0.1:8123/v1")
        }
        guard parts.user == nil, parts.password == nil else {
            throw .badName("the URL of host \(name) holds a user or password; give the key by an environment variable")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw .badName(
                "the URL of host \(name) has a query or fragment; expected the API's root, like http://127.0.0.1:8123/v1"
            )
        }
        var path = parts.percentEncodedPath
        for ending in ["/", "/chat/completions", "/responses", "/messages", "/"] where path.hasSuffix(ending) {
            path.removeLast(ending.count)
        }
        switch dialect {
        case .openAI:
            // Azure's v1 API lies below /openai; its portal shows the address without it.
            if path.isEmpty || path == "/openai" {
                path = name.lowercased().hasSuffix(".azure.com") ? "/openai/v1" : path + "/v1"
            }
        case .anthropic: if !path.hasSuffix("/v1") { path += "/v1" }
        }
        host = parts.port.map { "\(name):\($0)" } ?? name
        text = "\(scheme)://\(host)\(path)"
        let bare = name.lowercased().filter { $0 != "[" && $0 != "]" }
        isLoopback =
            bare == "localhost" || bare.hasSuffix(".localhost") || bare == "::1"
            || bare.hasPrefix("127.") && bare.allSatisfy { $0.isNumber || $0 == "." }
    }
}
