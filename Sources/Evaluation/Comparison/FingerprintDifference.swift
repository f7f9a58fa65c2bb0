import Spelling

/// Something in which what two runs depend on differs.
public struct FingerprintDifference: Sendable, Codable, Equatable {
    /// What it is: `the data set`, `--method`, `toolchains`.
    public var field: String
    /// What the first run has.
    public var first: String
    /// What the second run has.
    public var second: String
    /// Whether a difference of scores may come of it alone: other data, limits, or another grader.
    public var forbidsComparison: Bool

    private enum CodingKeys: String, CodingKey {
        case field, first, second
        case forbidsComparison = "forbids_comparison"
    }
}

extension RunFingerprint {
    /// The settings that are no choice of a method or a model: with other ones, scores measure something else.
    private static let settingsToBeEqual: Set<String> = ["the data set", "the scenario", "limits of grading"]

    /// Where another run's fingerprint differs, what forbids a comparison first.
    public func differences(from other: RunFingerprint) -> [FingerprintDifference] {
        var differences = settings.differences(from: other.settings).map { difference in
            FingerprintDifference(
                field: difference.field, first: difference.first, second: difference.second,
                forbidsComparison: Self.settingsToBeEqual.contains(difference.field))
        }
        func compare(_ field: String, _ first: [String], _ second: [String], forbids: Bool) {
            guard first != second else { return }
            differences.append(
                FingerprintDifference(
                    field: field, first: first.joined(separator: ", "), second: second.joined(separator: ", "),
                    forbidsComparison: forbids))
        }
        // What was imported was graded elsewhere.
        func named(_ toolchains: [String]) -> [String] {
            toolchains.isEmpty ? ["another grader's, until atlas regrade --apply"] : toolchains
        }
        compare("atlas", atlas, other.atlas, forbids: true)
        compare("toolchains", named(toolchains), named(other.toolchains), forbids: true)
        compare("machines", hosts.map(\.description), other.hosts.map(\.description), forbids: false)
        compare(
            "versions of models", models.map { "\($0.name): \($0.version)" },
            other.models.map { "\($0.name): \($0.version)" }, forbids: false)
        return differences.filter(\.forbidsComparison) + differences.filter { !$0.forbidsComparison }
    }
}

extension HostDescription {
    /// One line: the processor, the cores, the kernel.
    fileprivate var description: String { "\(name) (\(processor), \(cores.counted("core")), \(kernel))" }
}
