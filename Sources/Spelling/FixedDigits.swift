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

extension Double {
    /// The number for people, without the point of one that is whole: `9`, `0.25`.
    package var short: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
