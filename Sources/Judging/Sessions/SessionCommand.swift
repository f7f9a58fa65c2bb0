import FoundationEssentials
import Sandbox

/// How a program is started that takes many tests, one after the other: see `Drivers/session.py`.
struct SessionCommand: Sendable {
    /// How the submission is called.
    enum Kind: String {
        case program
        case lcbProgram = "lcb"
        case function
    }

    /// Whether all tests are run in one process, which an abnormal end ends.
    let sharesProcess: Bool
    /// What comes after the interpreter.
    let arguments: [String]
    /// What comes after it for a zygote.
    let zygoteArguments: [String]
    /// The driver, beside the program's own files.
    let driver: SandboxFile

    init(_ kind: Kind, function: FunctionSignature? = nil) throws(SandboxError) {
        sharesProcess = kind == .function
        // Without site, whose search for installed packages takes longer than most tests.
        let called = function.map(PythonDrivers.arguments) ?? []
        arguments = ["-S", PythonDrivers.session.fileName, kind.rawValue] + called
        let text = PythonDrivers.session.text
        zygoteArguments = ["-S", "-c", text, SandboxZygote.library]
        driver = SandboxFile(name: PythonDrivers.session.fileName, contents: try SandboxInput(Data(text.utf8)))
    }

    /// The command for submissions in a language; nil where each test has to be a start of its own.
    static func command(_ language: Language, _ entry: Entry) throws(SandboxError) -> SessionCommand? {
        // The driver stands in for the interpreter's own start of a file, which another command may do differently.
        guard language.functions == .python, language.run == ["{interpreter}", "{source}"] else { return nil }
        switch entry {
        case .program: return try SessionCommand(.program)
        case .lcbProgram: return try SessionCommand(.lcbProgram)
        case .function(let signature): return try SessionCommand(.function, function: signature)
        case .calls, .checker: return nil
        }
    }
}
