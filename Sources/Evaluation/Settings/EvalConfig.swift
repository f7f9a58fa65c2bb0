import YAMLText

/// The options of an evaluation in a YAML file: each key is an option's name, with `_` or `-` between its words.
///
///     dataset: lcb/
///     release: v4_v5
///     method: atlas
///     model: openai:gpt-5
///     samples: 4
///     platform: [leetcode, atcoder]
public struct EvalConfig: Sendable {
    /// One option.
    public struct Setting: Sendable, Equatable {
        /// The option's name without its dashes before it: `max-cost`.
        public var option: String
        /// Its value, or values; none for a flag that is `true`.
        public var values: [String]
        /// The line it stands on.
        public var line: Int
    }

    /// The file.
    public let path: String
    /// The options, in the order of the file.
    public let settings: [Setting]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - options: The options there are; a key that is none of them is refused.
    ///   - flags: Those of them that take no value: `true` or `false` in the file.
    /// - Throws: `EvaluationError.configMalformed`, with the line.
    public init(path: String, options: [String], flags: Set<String>) throws(EvaluationError) {
        try self.init(YAMLFields(reading: path, expected: "a YAML file"), options: options, flags: flags)
    }

    private init(
        _ file: YAMLFields<EvaluationError>, options: [String], flags: Set<String>
    ) throws(EvaluationError) {
        path = file.path
        // The keys as the file writes them, so that the nearest one is told in its form.
        try file.check(keys: options + options.map { $0.replacing("-", with: "_") })
        func empty(_ key: String) throws(EvaluationError) -> EvaluationError {
            try file.wrong(key, is: "without a value", expected: "one, or not the key")
        }
        var settings: [Setting] = []
        for key in file.keys {
            let option = key.replacing("_", with: "-")
            var setting = Setting(option: option, values: [], line: file.line(of: key) ?? 0)
            if flags.contains(option) {
                guard let isOn = try file.flag(key) else { throw try empty(key) }
                guard isOn else { continue }
            } else {
                guard let values = try file.textOrTexts(key), !values.isEmpty else { throw try empty(key) }
                setting.values = values
            }
            settings.append(setting)
        }
        self.settings = settings
    }
}
