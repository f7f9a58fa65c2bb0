import Judging

/// What a language is compiled or interpreted with here.
public struct ToolchainFinding: Sendable, Equatable {
    /// The language's id, as of `--language`.
    public let language: String
    /// The language's name.
    public let name: String
    /// The compiler or interpreter; nil where there is none.
    public let toolchain: Toolchain?
    /// What is missing and what to do; nil where nothing is.
    public let remedy: String?

    /// Looks for the toolchain of every language in the folders of a `PATH`.
    public static func all(path: String) async -> [ToolchainFinding] {
        let toolchains = Toolchains(path: path)
        var findings: [ToolchainFinding] = []
        for language in Language.all {
            do throws(ToolchainError) {
                let toolchain = try await toolchains.toolchain(for: language)
                findings.append(
                    ToolchainFinding(
                        language: language.id, name: language.name, toolchain: toolchain, remedy: nil))
            } catch {
                findings.append(
                    ToolchainFinding(
                        language: language.id, name: language.name, toolchain: nil, remedy: "\(error)"))
            }
        }
        return findings
    }
}
