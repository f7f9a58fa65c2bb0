import FoundationEssentials
import Sandbox

/// The Python programs that run a submission which is not a program of its own.
enum PythonDrivers {
    /// Calls a method of `Solution`.
    case functional
    /// Runs a program after LiveCodeBench's star imports.
    case stdin

    /// What the driver is called in the work folder.
    var fileName: String {
        switch self {
        case .functional: "atlas_functional.py"
        case .stdin: "atlas_stdin.py"
        }
    }

    /// The driver as a file of the work folder.
    static func file(_ driver: PythonDrivers) throws(SandboxError) -> SandboxFile {
        let text =
            switch driver {
            case .functional: PackageResources.prelude_py + PackageResources.functional_py
            case .stdin: PackageResources.prelude_py + PackageResources.stdin_py
            }
        return SandboxFile(name: driver.fileName, contents: try SandboxInput(Data(text)))
    }
}
