/// Orders names as people do: `2` before `10`.
enum NaturalOrder {
    /// Whether `first` comes before `second`: runs of digits compare as numbers, all else byte by byte.
    ///
    /// Names that differ in leading zeros alone compare as bytes, so that the order is total.
    static func precedes(_ first: String, _ second: String) -> Bool {
        var left = Array(first.utf8)[...]
        var right = Array(second.utf8)[...]
        while let a = left.first, let b = right.first {
            if isDigit(a), isDigit(b) {
                let x = takeNumber(&left)
                let y = takeNumber(&right)
                if x.count != y.count { return x.count < y.count }
                if x != y { return x.lexicographicallyPrecedes(y) }
            } else if a == b {
                left.removeFirst()
                right.removeFirst()
            } else {
                return a < b
            }
        }
        if left.isEmpty != right.isEmpty { return left.isEmpty }
        return first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Removes a run of digits and returns it without leading zeros.
    private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = text.prefix(while: isDigit)
        text = text[digits.endIndex...]
        return digits.drop { $0 == 48 }
    }
}
