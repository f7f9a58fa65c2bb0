import FoundationEssentials
import Problems

/// What is known to be wrong with problems of LiveCodeBench, and checkers of ours for those with several answers.
///
/// Its own harness compares with one answer; the verdict by these checkers stands beside the official one and does not
/// replace it. Source: `ERRATA.md` of the LiveCodeBench repository.
public enum LCBErrata {
    /// A checker in Python, as source text.
    struct Checker: Sendable {
        let name: String
        let source: String
    }

    /// Why a problem should not be counted; nil for one that can be judged.
    ///
    /// - Parameter problem: A problem of LiveCodeBench.
    /// - Returns: `interactive`, or `its tests are wrong`.
    public static func exclusion(of problem: Problem) -> String? {
        switch problem.id {
        case "abc337_e", "abc355_e": "interactive"
        case "abc350_c": "its tests are wrong"
        default: nil
        }
    }

    /// Whether the errata say that a problem has several right answers.
    public static func hasSeveralAnswers(_ problem: Problem) -> Bool { checker(of: problem) != nil }

    static func checker(of problem: Problem) -> Checker? {
        guard let bytes = source(problem.id) ?? source(problem.title) else { return nil }
        return Checker(name: "errata/\(problem.id).py", source: String(decoding: bytes, as: UTF8.self))
    }

    private static func source(_ name: String) -> [UInt8]? {
        switch name {
        case "abc311_c": PackageResources.abc311_c_py
        case "abc326_d": PackageResources.abc326_d_py
        case "abc327_b": PackageResources.abc327_b_py
        case "abc333_e": PackageResources.abc333_e_py
        case "abc343_e": PackageResources.abc343_e_py
        case "abc362_c": PackageResources.abc362_c_py
        case "find-words-containing-character", "find-the-peaks",
            "generate-binary-strings-without-adjacent-zeros":
            PackageResources.any_order_py
        default: nil
        }
    }
}
