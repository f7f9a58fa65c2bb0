extension Effort {
    /// The word that OpenAI and most others use; a number of tokens becomes the nearest.
    var word: String {
        switch self {
        case .off: "none"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .tokens(let count): count <= 6_144 ? "low" : count <= 20_480 ? "medium" : "high"
        }
    }

    /// How many tokens of thinking it stands for; 0 for off.
    ///
    /// Callers add this to the longest answer that they ask for, since providers count thinking as part of it.
    public var allowance: Int {
        switch self {
        case .off: 0
        case .low: 4_096
        case .medium: 16_384
        case .high: 32_768
        case .tokens(let count): count
        }
    }
}

extension Provider.EffortField {
    /// The fields of a chat completion that an effort becomes.
    func chatFields(_ effort: Effort) -> [String: JSONValue] {
        let word = ["reasoning_effort": JSONValue.string(effort.word)]
        switch self {
        case .reasoningEffort, .thinking:
            return word
        case .reasoning:
            if case .tokens(let count) = effort { return ["reasoning": .object(["max_tokens": .int(count)])] }
            return ["reasoning": .object(["effort": .string(effort.word)])]
        case .thinkingSwitch:
            if effort == .off { return ["thinking": .object(["type": .string("disabled")])] }
            return word.merging(["thinking": .object(["type": .string("enabled")])]) { own, _ in own }
        case .template(let budget):
            // Templates name the switch in two ways and ignore what they do not know.
            let isOn = JSONValue.bool(effort != .off)
            var switches = ["enable_thinking": isOn, "thinking": isOn]
            guard effort != .off else { return ["chat_template_kwargs": .object(switches)] }
            guard case .tokens(let count) = effort else {
                return word.merging(["chat_template_kwargs": .object(switches)]) { own, _ in own }
            }
            if let budget { return [budget: .int(count), "chat_template_kwargs": .object(switches)] }
            switches["thinking_budget"] = .int(count)
            return ["chat_template_kwargs": .object(switches)]
        case .google:
            guard case .tokens(let count) = effort else { return word }
            let budget = JSONValue.object(["thinking_budget": .int(count)])
            return ["extra_body": .object(["google": .object(["thinking_config": budget])])]
        }
    }
}

/// What a model of Anthropic takes, by the version in its name.
struct ClaudeGeneration {
    /// Whether it decides itself how much to think, and refuses or deprecates a number of tokens: from 4.6 on.
    let isAdaptive: Bool
    /// Whether it takes `output_config.format`: from 4.5 on, and Opus 4.1.
    let takesSchema: Bool
    /// The most tokens that it may be asked for, thinking included: a request for more is refused; nil where that is at
    /// least what any request here asks for.
    ///
    /// Source: https://docs.anthropic.com/en/docs/about-claude/models/overview
    let longestAnswer: Int?

    /// Reads a name as `claude-opus-4-6`, `claude-3-7-sonnet-20250219` or `anthropic.claude-sonnet-5`.
    ///
    /// A name without a version is taken for a new model's where it begins with `claude`.
    init(_ model: String) {
        let parts = model.lowercased().split { !$0.isLetter && !$0.isNumber }
        let isClaude = parts.contains("claude")
        // What is longer than two digits is a date.
        let numbers = parts.drop { $0 != "claude" }.compactMap { $0.count <= 2 ? Int($0) : nil }
        let version = numbers.first.map { ($0, numbers.dropFirst().first ?? 0) } ?? (99, 0)
        isAdaptive = isClaude && version >= (4, 6)
        takesSchema = isClaude && (version >= (4, 5) || version == (4, 1) && parts.contains("opus"))
        switch version {
        case (3, 0): longestAnswer = isClaude ? 4_096 : nil
        case (3, 5): longestAnswer = isClaude ? 8_192 : nil
        case (4, 0), (4, 1): longestAnswer = isClaude && parts.contains("opus") ? 32_000 : nil
        default: longestAnswer = nil
        }
    }
}

/// What OpenAI's own models take, by their names.
enum OpenAIGeneration {
    /// Whether the model thinks: only such a one gives encrypted reasoning, the others refuse to be asked for it.
    static func thinks(_ model: String) -> Bool {
        let name = model.split(separator: "/").last.map(String.init) ?? model
        if name.hasPrefix("gpt-5") { return !name.contains("-chat") }
        if name.hasPrefix("gpt-oss") || name.contains("codex") { return true }
        let rest = name.dropFirst()
        return name.hasPrefix("o") && rest.first?.isNumber == true
    }
}
