import Spelling

/// Money as people read it.
package enum USD {
    /// An amount with as many digits as tell something: `$12.30`, `$0.0042`, `$0.000040`.
    package static func text(_ amount: Double) -> String {
        (amount < 0 ? "-$" : "$") + amount.magnitude.fixed(digits(amount))
    }

    /// An amount that is not said to be less than it is: of what a cap leaves no room for.
    package static func atLeast(_ amount: Double) -> String {
        let scale = (0..<digits(amount)).reduce(1.0) { product, _ in product * 10 }
        return text((amount * scale - 1e-6).rounded(.up) / scale)
    }

    private static func digits(_ amount: Double) -> Int {
        let size = amount.magnitude
        return size >= 0.995 ? 2 : size == 0 || size >= 0.001 ? 4 : 6
    }

    /// A price for so many tokens, where a heading tells the currency: `3`, `0.30`, `0.025`.
    package static func price(_ price: Double) -> String {
        guard price != price.rounded() else { return price.fixed(0) }
        var text = price.fixed(6)
        for _ in 0..<4 where text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
