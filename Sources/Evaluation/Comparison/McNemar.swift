import Glibc

/// McNemar's test, exact and two-sided: how likely a split at least as uneven is if neither run is better.
///
/// Only problems that one run solves and the other does not tell anything; if neither is better, each of them falls to
/// either side with chance 1/2. Source: McNemar 1947, Psychometrika 12, 153–157; exact form: the binomial test.
///
/// - Parameters:
///   - onlyFirst: Problems that only the first run solves.
///   - onlySecond: Problems that only the second run solves.
/// - Returns: The p-value; 1 where no problem tells anything.
public func exactMcNemar(onlyFirst: Int, onlySecond: Int) -> Double {
    let n = onlyFirst + onlySecond
    guard n > 0 else { return 1 }
    // In logarithms: 2 to the power of a thousand problems is no Double.
    func logarithm(_ k: Int) -> Double {
        lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1)) - Double(n) * M_LN2
    }
    let tail = (0...min(onlyFirst, onlySecond)).reduce(0.0) { $0 + exp(logarithm($1)) }
    return min(1, 2 * tail)
}
