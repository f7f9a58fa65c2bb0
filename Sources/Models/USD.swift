import Spelling

/// Money as people read it.
package enum USD {
    /// An amount with as many digits as tell something: `$12.30`, `$0.0042`, `$0.000040`.
    package static func text(_ amount: Double) -> String {
        let size = amount.magnitude
        let digits = size >= 0.995 ? 2 : size == 0 || size >= 0.001 ? 4 : 6
        return (amount < 0 ? "-$" : "$") + size.fixed(digits)
    }

    /// A price for so many tokens, where a heading tells the currency: `3`, `0.30`, `0.025`.
    package static func price(_ price: Double) -> String {
        guard price != price.rounded() else { return price.fixed(0) }
        var text = price.fixed(6)
        for _ in 0..<4 where text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
