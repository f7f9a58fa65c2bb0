import FoundationEssentials

/// Reads the header by which a server says when to come again.
enum RetryAfter {
    /// How long to wait by the response's headers; nil when they do not say.
    ///
    /// `retry-after-ms` is OpenAI's and Azure's. Source: RFC 9110, sections 10.2.3 and 5.6.7.
    ///
    /// - Parameters:
    ///   - headers: Names in lower case.
    ///   - now: Seconds since 1970, which a date is compared with.
    /// - Returns: A duration, not negative.
    static func wait(_ headers: [String: String], now: Double = Date().timeIntervalSince1970) -> Duration? {
        if let text = headers["retry-after-ms"], let milliseconds = Double(text), milliseconds.isFinite {
            return .milliseconds(min(max(0, milliseconds), 1e12))
        }
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Double(text), seconds.isFinite { return .seconds(min(max(0, seconds), 1e9)) }
        return secondsSince1970(text).map { .seconds(max(0, $0 - now)) }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers may still send.
    private static func secondsSince1970(_ date: String) -> Double? {
        let parts = date.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2])), (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
        return Double(((daysSince1970(year, month + 1, day) * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2])
    }

    /// Days from 1970-01-01 in the Gregorian calendar: years are counted from March, so that the leap day comes last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
