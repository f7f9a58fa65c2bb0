/// Limits as statements state them: `time limit per test: 2 seconds`, `Memory Limit: 1024 MiB`.
enum StatedLimits {
    /// The first number after `time limit`, also in Japanese, in ms; nil for none that makes sense.
    static func milliseconds(_ text: String) -> Int? {
        guard let (number, unit) = quantity(after: ["time limit", "実行時間制限"], in: text) else { return nil }
        let factor: Double? =
            unit.hasPrefix("ms") || unit.hasPrefix("milli") ? 1 : unit.hasPrefix("s") || unit.isEmpty ? 1000 : nil
        guard let factor, (10...600_000).contains(number * factor) else { return nil }
        return Int(number * factor)
    }

    /// The first number after `memory limit`, also in Japanese, in KiB; nil for none that makes sense.
    static func kibibytes(_ text: String) -> Int? {
        guard let (number, unit) = quantity(after: ["memory limit", "メモリ制限"], in: text) else { return nil }
        let factor: Double? =
            switch unit.first {
            case "k": 1
            case "m": 1024
            case "g": 1024 * 1024
            default: nil
            }
        guard let factor, (1024...64 * 1024 * 1024).contains(number * factor) else { return nil }
        return Int(number * factor)
    }

    /// A number and the letters after it, close behind one of some words.
    private static func quantity(after words: [String], in text: String) -> (Double, Substring)? {
        guard let found = words.lazy.compactMap({ text.firstRange(of: $0) }).first else { return nil }
        let rest = text[found.upperBound...].prefix(60)
        guard let match = rest.firstMatch(of: /(\d+(?:\.\d+)?)\s*([a-z]*)/), let number = Double(match.output.1) else {
            return nil
        }
        return (number, match.output.2)
    }
}
