/// Numbers with their units, as people read them.
public enum Quantity {
    /// `3.4 ms`, `120 ms`, `1.25 s`.
    public static func milliseconds(_ value: Double) -> String {
        value < 10 ? "\(fixed(value, 1)) ms" : value < 1000 ? "\(fixed(value, 0)) ms" : "\(fixed(value / 1000, 2)) s"
    }

    /// `5.0 MiB` from KiB.
    public static func memory(kib: Int) -> String { "\(fixed(Double(kib) / 1024, 1)) MiB" }

    /// `$0.0123`, or that it is not known: no price is, or a server told no counts.
    public static func cost(_ usd: Double?) -> String { usd.map { "$\(fixed($0, 4))" } ?? "not known" }

    /// A number with so many digits after the point.
    public static func fixed(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % scale)
        return "\(sign)\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
