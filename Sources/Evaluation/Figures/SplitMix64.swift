/// The generator of the pseudo-random numbers behind every figure that draws samples.
///
/// Written out here and not taken from the standard library, so that a seed gives the same figure with any compiler, on
/// any machine, and in another language.
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, figure 17; constants of
/// the public-domain `splitmix64.c` by Vigna.
public struct SplitMix64: Sendable {
    private var state: UInt64

    /// Starts the sequence of a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound - 1`, each as likely as the others.
    ///
    /// The high half of the product of 64 random bits and the bound; the few low halves that would favour some numbers
    /// are drawn again (Lemire 2019, arXiv 1805.10941, algorithm 5).
    ///
    /// - Parameter bound: At least 1.
    /// - Returns: The number.
    public mutating func below(_ bound: Int) -> Int {
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }
}
