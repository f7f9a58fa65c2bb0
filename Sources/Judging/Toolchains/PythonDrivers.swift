/// The Python programs that run a submission which is not a program of its own.
enum PythonDrivers {
    /// Calls a method of `Solution`.
    case functional
    /// Calls a function as often as another program asks for.
    case calls
    /// Runs a program after LiveCodeBench's star imports.
    case stdin
    /// Calls `check` of a checker.
    case checker
    /// Runs a submission on many tests.
    case session

    /// What the driver is called in the work folder.
    var fileName: String {
        switch self {
        case .functional: "atlas_functional.py"
        case .calls: "atlas_calls.py"
        case .stdin: "atlas_stdin.py"
        case .checker: "atlas_checker.py"
        case .session: "atlas_session.py"
        }
    }

    /// The driver's source.
    var text: String {
        let parts =
            switch self {
            case .functional: callingParts + PackageResources.results_py + PackageResources.functional_py
            case .calls: callingParts + PackageResources.call_values_py + PackageResources.calls_py
            case .stdin: PackageResources.prelude_py + PackageResources.stdin_py
            case .checker: PackageResources.checker_py
            case .session: callingParts + PackageResources.results_py + PackageResources.session_py
            }
        return String(decoding: parts, as: UTF8.self)
    }

    /// What every driver that calls a function begins with.
    private var callingParts: [UInt8] {
        PackageResources.prelude_py + PackageResources.nodes_py + PackageResources.plain_values_py
    }

    /// The program of ours that runs the asserts of a test.
    static let asserts = String(
        decoding: PackageResources.plain_values_py + PackageResources.call_values_py + PackageResources.asserts_py,
        as: UTF8.self)

    /// What the drivers that call a function are told: its name, and where nodes are among them what the starter code says
    /// that it returns and takes.
    static func arguments(_ signature: FunctionSignature) -> [String] {
        let isTold = signature.hasNodes || signature.changesArgument
        guard isTold else { return [signature.name] }
        return [signature.name] + ([signature.result] + (signature.parameters ?? [])).map { $0.isEmpty ? "-" : $0 }
    }
}
