import FoundationEssentials

/// Reads the headers by which a server says how much is left of its limits, and when they are renewed.
///
/// OpenAI and its imitators: `x-ratelimit-remaining-requests` and `x-ratelimit-reset-requests: 6m0s`; Anthropic:
/// `anthropic-ratelimit-requests-remaining` and `-reset: 2026-01-01T00:00:00Z`; others: `x-ratelimit-remaining` and
/// `x-ratelimit-reset`, in seconds from now, or in seconds or milliseconds since 1970.
/// Source: https://platform.openai.com/docs/guides/rate-limits, https://docs.anthropic.com/en/api/rate-limits.
enum RateLimitHeaders {
    /// How long the server has nothing left; nil when it has, or does not say.
    ///
    /// - Parameters:
    ///   - headers: Names in lower case.
    ///   - now: Seconds since 1970.
    /// - Returns: The longest wait among the limits of which nothing is left.
    static func wait(_ headers: [String: String], now: Double = Date().timeIntervalSince1970) -> Duration? {
        var longest: Duration?
        for (name, value) in headers {
            guard let resetName = resetName(forRemaining: name), let left = Double(value), left <= 0,
                let reset = headers[resetName].flatMap({ duration($0, now: now) })
            else { continue }
            longest = max(longest ?? .zero, reset)
        }
        return longest
    }

    /// The header with the renewal of the limit whose rest stands in `name`; nil when it is no such header.
    private static func resetName(forRemaining name: String) -> String? {
        if name.hasPrefix("x-ratelimit-remaining") { return name.replacing("remaining", with: "reset") }
        if name.hasPrefix("anthropic-ratelimit-"), name.hasSuffix("-remaining") {
            return name.dropLast("remaining".count) + "reset"
        }
        return name == "ratelimit-remaining" ? "ratelimit-reset" : nil
    }

    /// Reads `1s`, `6m0s`, `1h2m3.5s`, `20ms`, `59.7`, seconds or milliseconds since 1970, or an RFC 3339 time.
    static func duration(_ text: String, now: Double) -> Duration? {
        if let number = Double(text) {
            guard number.isFinite, number >= 0 else { return nil }
            let seconds = number > 1e11 ? number / 1000 - now : number > 1e9 ? number - now : number
            return wait(seconds)
        }
        if let time = time(text) { return wait(time - now) }
        return units(text)
    }

    /// No wait is negative, and none longer than thirty years, which a `Duration` holds.
    private static func wait(_ seconds: Double) -> Duration { .seconds(min(max(0, seconds), 1e9)) }

    private static func units(_ text: String) -> Duration? {
        var seconds = 0.0
        var rest = text[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let factor = factors[String(unit)] else { return nil }
            seconds += number * factor
        }
        return seconds.isFinite ? wait(seconds) : nil
    }

    private static let factors = ["ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0]

    /// Seconds since 1970 of `2026-01-01T00:00:00Z`, with or without a fraction.
    private static func time(_ text: String) -> Double? {
        guard text.contains("T") else { return nil }
        let bare = text.split(separator: ".").first.map { text.contains(".") ? "\($0)Z" : String($0) } ?? text
        return (try? Date(bare, strategy: .iso8601))?.timeIntervalSince1970
    }
}
