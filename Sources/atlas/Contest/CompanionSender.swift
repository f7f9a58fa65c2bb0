import FlyingFox

/// Tells a request of the extension, or of a tool such as curl, from one that a web page makes by itself.
///
/// A page can send no JSON as such to another origin unless a preflight allows it, which is never answered here; every other
/// kind of content bears an `Origin` when a browser sends it, be it `null`. What a page's name that was bound anew to
/// this machine leads here is known by its `Host`.
enum CompanionSender {
    /// Why a request with these headers is refused; nil where it is taken.
    static func refusal(_ headers: HTTPHeaders) -> String? {
        guard let host = headers[.host], isThisMachine(host) else {
            return "only requests to localhost or 127.0.0.1 are taken"
        }
        guard let origin = headers[HTTPHeader("Origin")]?.lowercased() else { return nil }
        // All that is left when the origin is an extension's own, or "null", which an extension may send as well.
        guard !origin.hasPrefix("http:"), !origin.hasPrefix("https:"), !origin.hasPrefix("file:"),
            isJSON(headers[.contentType] ?? "")
        else { return "a web page may not send problems" }
        return nil
    }

    /// Whether a `Host` names this machine, with any port.
    private static func isThisMachine(_ host: String) -> Bool {
        var name = host.lowercased()[...]
        if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isWholeNumber) {
            name = name[..<colon]
        }
        return ["127.0.0.1", "localhost", "[::1]"].contains(name)
    }

    /// Whether a `Content-Type` is that of JSON, whatever its parameters; one that a page may send can name it as a parameter.
    private static func isJSON(_ type: String) -> Bool {
        let essence = type.prefix { $0 != ";" }
        return essence.filter { !$0.isWhitespace }.lowercased() == "application/json"
    }
}
