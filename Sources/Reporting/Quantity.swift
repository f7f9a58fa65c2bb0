import Models
import Spelling

/// Numbers with their units, as people read them.
public enum Quantity {
    /// `3.4 ms`, `120 ms`, `1.25 s`.
    public static func milliseconds(_ value: Double) -> String {
        value < 10 ? "\(fixed(value, 1)) ms" : value < 1000 ? "\(fixed(value, 0)) ms" : "\(fixed(value / 1000, 2)) s"
    }

    /// `5.0 MiB` from KiB.
    public static func memory(kib: Int) -> String { "\(fixed(Double(kib) / 1024, 1)) MiB" }

    /// `$0.0123`, or that it is not known: no price is, or a server told no counts.
    public static func cost(_ usd: Double?) -> String { usd.map(USD.text) ?? "not known" }

    /// A number with so many digits after the point.
    public static func fixed(_ value: Double, _ digits: Int) -> String { value.fixed(digits) }
}
