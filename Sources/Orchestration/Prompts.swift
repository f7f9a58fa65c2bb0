import Digests
import FoundationEssentials

/// The texts that models are shown, with placeholders.
///
/// Benchmark-agnostic. They are files of this module, embedded in the program.
public struct Prompts: Sendable, Equatable {
    /// A prompt's file, without its ending.
    enum Name: String, CaseIterable {
        case beginText = "begin_text"
        case exploreTool = "explore_tool"
        case interfaceFunction = "interface_function"
        case interfaceStreams = "interface_streams"
        case nextText = "next_text"
        case nextTools = "next_tools"
        case orchestratorText = "orchestrator_text"
        case orchestratorTools = "orchestrator_tools"
        case problem
        case repair
        case revise
        case solver
        case solverPlain = "solver_plain"
        case submitTool = "submit_tool"

        fileprivate var bytes: [UInt8] {
            switch self {
            case .beginText: PackageResources.begin_text_md
            case .exploreTool: PackageResources.explore_tool_md
            case .interfaceFunction: PackageResources.interface_function_md
            case .interfaceStreams: PackageResources.interface_streams_md
            case .nextText: PackageResources.next_text_md
            case .nextTools: PackageResources.next_tools_md
            case .orchestratorText: PackageResources.orchestrator_text_md
            case .orchestratorTools: PackageResources.orchestrator_tools_md
            case .problem: PackageResources.problem_md
            case .repair: PackageResources.repair_md
            case .revise: PackageResources.revise_md
            case .solver: PackageResources.solver_md
            case .solverPlain: PackageResources.solver_plain_md
            case .submitTool: PackageResources.submit_tool_md
            }
        }
    }

    private let texts: [String: String]

    /// The prompts of this version of atlas.
    public static let builtIn = Prompts(
        texts: Dictionary(
            uniqueKeysWithValues: Name.allCases.map { ($0.rawValue, String(decoding: $0.bytes, as: UTF8.self)) }))

    /// A short hash of every text: part of a run's fingerprint.
    public var fingerprint: String {
        var digest = ContentDigest()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            digest.add(name)
            digest.add(text)
        }
        return String(digest.hexadecimal.prefix(12))
    }

    /// A prompt with its placeholders filled in; what is filled in is not searched for placeholders.
    func text(_ name: Name, _ values: [String: String] = [:]) -> String {
        PromptTemplate(texts[name.rawValue] ?? "").filled(values)
    }
}
