import Orchestration

/// An option that does something with some methods only, and is refused with the others.
///
/// `--max-explores` is none: with every method no more explores are made.
struct MethodOption: Sendable {
    /// As it is given.
    let name: String
    /// What a method has to make use of.
    let feature: SolveFeature
    /// What is too much where the method does not.
    var excess = "it"
    /// Whether one record takes it with any value: it changes when calls are made, and none of them.
    var isFree = false
    /// Whether it was given, with a value that asks for anything.
    let isGiven: @Sendable (SolvingOptions) -> Bool
    /// Makes a plan like another one in what the option says.
    let adopt: @Sendable (_ plan: inout SolvePlan, _ other: SolvePlan) -> Void

    /// Every such option.
    static let all = [
        MethodOption(name: "--first-explores", feature: .orchestrator, isFree: true) {
            $0.firstExplores ?? 0 > 0
        } adopt: {
            $0.firstExplores = $1.firstExplores
        },
        MethodOption(name: "--patience", feature: .orchestrator, isFree: true) {
            $0.patience ?? 0 > 0
        } adopt: {
            $0.patience = $1.patience
        },
        MethodOption(name: "--explore-effort", feature: .orchestrator) {
            $0.exploreEffort
        } adopt: {
            $0.exploreEffort = $1.exploreEffort
        },
        MethodOption(name: "--explore-strategy", feature: .orchestrator) {
            $0.exploreStrategy
        } adopt: {
            $0.exploreStrategy = $1.exploreStrategy
        },
        MethodOption(name: "--actions", feature: .orchestrator) {
            $0.actions ?? .auto != .auto
        } adopt: {
            $0.actions = $1.actions
        },
        MethodOption(name: "--solver", feature: .pool, excess: "a second one") {
            $0.solver.count > 1
        } adopt: {
            $0.pool = $1.pool
        },
        MethodOption(name: "--probes on", feature: .probes) {
            $0.probes == .on
        } adopt: {
            $0.probes = $1.probes
        },
    ]

    /// Whether it does anything with a method.
    func isTaken(by method: String) -> Bool { takers.contains(method) }

    /// The methods with which it does something.
    private var takers: [String] { SolveMethods.all.filter { $0.features.contains(feature) }.map { $0.name } }

    /// Refuses options that would do nothing.
    ///
    /// - Throws: `UsageError`, which names the option and the methods that take it.
    static func check(_ options: SolvingOptions, method: String) throws(UsageError) {
        for option in all where option.isGiven(options) && !option.isTaken(by: method) {
            let takers = option.takers
            let list = takers.dropLast().joined(separator: ", ") + " or \(takers.last ?? "")"
            throw UsageError(
                "\(option.name): --method \(method) makes no use of \(option.excess); leave it out, or give --method "
                    + list)
        }
    }
}
