/// A way of spending calls on a problem: budget in, trajectory out.
///
/// A method sees a problem without its private tests (`SolveTask` strips them) and one judge, that of the public tests.
public protocol SolveMethod: Sendable {
    /// The name on the command line and in JSON.
    static var name: String { get }
    /// What it does, in a line.
    static var summary: String { get }
    /// What it makes use of; options about anything else are refused with it.
    static var features: Set<SolveFeature> { get }

    /// Makes the method; everything that varies is in the task.
    init()

    /// Solves one problem.
    ///
    /// - Throws: `ModelError` where no call can succeed, `OrchestrationError`, `JudgingError` for what the user has to
    ///   mend, `CancellationError` when the task is cancelled: by then its calls and sandboxes have ended too.
    func solve(_ task: SolveTask) async throws -> Trajectory
}

/// The table of methods.
public enum SolveMethods {
    /// Every method, the default first.
    public static let all: [any SolveMethod.Type] = [
        AtlasMethod.self, AtlasIntegratorMethod.self, SingleMethod.self, SelfRefineMethod.self, BestOfNMethod.self,
        MajorityMethod.self, RerankMethod.self, SelectMethod.self, SStarMethod.self, AlphaCodiumMethod.self,
        CodeTMethod.self,
    ]

    /// The method of that name.
    ///
    /// - Throws: `OrchestrationError.unknownMethod`, which lists the known names.
    public static func named(_ name: String) throws(OrchestrationError) -> any SolveMethod {
        guard let method = all.first(where: { $0.name == name }) else {
            throw .unknownMethod(name, known: all.map { $0.name })
        }
        return method.init()
    }
}
