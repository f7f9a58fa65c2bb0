import Judging

/// What a language is compiled or interpreted with here.
public struct ToolchainFinding: Sendable, Equatable {
    /// The language's id, as of `--language`.
    public let language: String
    /// The language's name.
    public let name: String
    /// What compiles it, then what runs it; empty where something is missing.
    public let toolchains: [Toolchain]
    /// What is missing and what to do; nil where nothing is.
    public let remedy: String?

    /// Looks for the toolchains of every language in the folders of a `PATH`.
    public static func all(_ languages: LanguageTable = .builtIn, path: String) async -> [ToolchainFinding] {
        let toolchains = Toolchains(path: path)
        var findings: [ToolchainFinding] = []
        for language in languages.rows {
            let probe = await toolchains.probe(language)
            switch probe.found {
            case .success(let found):
                findings.append(
                    ToolchainFinding(language: language.id, name: language.name, toolchains: found, remedy: nil))
            case .failure(let error):
                findings.append(
                    ToolchainFinding(language: language.id, name: language.name, toolchains: [], remedy: "\(error)"))
            }
        }
        return findings
    }
}
