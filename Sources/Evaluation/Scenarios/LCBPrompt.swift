import Digests
import Orchestration

/// The prompts of LiveCodeBench's own harness, in its style for chat models (`OpenAIChat`).
///
/// Their source and licence lie beside them, in `Prompts/LICENSE.txt`.
public enum LCBPrompt: String, CaseIterable, Sendable {
    case codeGenerationSystem = "codegeneration_system"
    case codeGenerationStreams = "codegeneration_streams"
    case codeGenerationFunction = "codegeneration_function"
    case selfRepairSystem = "selfrepair_system"
    case selfRepair = "selfrepair_user"
    case testOutputPredictionSystem = "testoutputprediction_system"
    case testOutputPrediction = "testoutputprediction_user"
    case codeExecutionSystem = "codeexecution_system"
    case codeExecution = "codeexecution_user"
    case codeExecutionThought = "codeexecution_cot"

    private var bytes: [UInt8] {
        switch self {
        case .codeGenerationSystem: PackageResources.codegeneration_system_md
        case .codeGenerationStreams: PackageResources.codegeneration_streams_md
        case .codeGenerationFunction: PackageResources.codegeneration_function_md
        case .selfRepairSystem: PackageResources.selfrepair_system_md
        case .selfRepair: PackageResources.selfrepair_user_md
        case .testOutputPredictionSystem: PackageResources.testoutputprediction_system_md
        case .testOutputPrediction: PackageResources.testoutputprediction_user_md
        case .codeExecutionSystem: PackageResources.codeexecution_system_md
        case .codeExecution: PackageResources.codeexecution_user_md
        case .codeExecutionThought: PackageResources.codeexecution_cot_md
        }
    }

    private var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The prompt with its placeholders filled in.
    func filled(_ values: [String: String] = [:]) -> String {
        PromptFile(name: rawValue, contents: text).text(values)
    }

    /// A short hash of every text: part of a run's fingerprint.
    public static var fingerprint: String {
        var digest = ContentDigest()
        for prompt in allCases {
            digest.add(prompt.rawValue)
            digest.add(prompt.text)
        }
        return String(digest.hexadecimal.prefix(12))
    }
}
