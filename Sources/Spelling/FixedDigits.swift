extension Double {
    /// The number with so many digits after the point, rounded to the nearest: `12.30`.
    ///
    /// What is no number, or too large to have such digits, stands as Swift writes it.
    package func fixed(_ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
        let scaled = (magnitude * Double(scale)).rounded()
        guard scaled < 1e18 else { return "\(self)" }
        let units = Int(scaled)
        let sign = self < 0 && units > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(units)" }
        let fraction = String(units % scale)
        return "\(sign)\(units / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
