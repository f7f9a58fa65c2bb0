import ArgumentParser
import Evaluation

extension Eval {
    /// The options that a YAML file may hold: all of the command but `--config` itself.
    static let configOptions = [
        "dataset", "scenario", "prompt-style", "programs", "cot", "model", "solver", "method", "language", "languages",
        "max-explores", "first-explores", "temperature", "effort", "explore-effort", "explore-strategy", "probes",
        "prompts",
        "models", "actions", "max-cost", "max-tokens", "max-calls", "max-cost-per-problem", "max-tokens-per-problem",
        "max-calls-per-problem", "jobs", "run", "samples", "seed", "id", "ids", "from", "to", "platform", "difficulty",
        "limit", "shuffle", "release", "exclude-errata", "shard", "problems", "concurrency", "retry-failed", "json",
        "quiet",
    ]

    /// Those of them that take no value.
    static let configFlags: Set<String> = [
        "cot", "exclude-errata", "explore-effort", "explore-strategy", "retry-failed", "json", "quiet",
    ]

    /// The options that have more than one name.
    private static let namesOfOne = [["--id", "--ids"], ["--quiet", "-q"]]

    /// The command as it was given, with the options of a file where it says nothing.
    ///
    /// - Throws: `EvaluationError.configMalformed`, with the line of what is wrong.
    static func joined(with path: String) throws -> Eval {
        let file = try EvalConfig(path: path, options: configOptions, flags: configFlags)
        let given = Array(CommandLine.arguments.drop { $0 != "eval" }.dropFirst())
        let own = try Eval.parse(given)
        var arguments: [String] = []
        for setting in file.settings {
            if setting.option == "dataset" {
                if own.dataset == nil { arguments += setting.values }
                continue
            }
            let option = "--\(setting.option)"
            let names = namesOfOne.first { $0.contains(option) } ?? [option]
            if given.contains(where: { word in names.contains { word == $0 || word.hasPrefix("\($0)=") } }) { continue }
            let added = setting.values.isEmpty ? [option] : setting.values.map { "\(option)=\($0)" }
            do {
                _ = try Eval.parse(added)
            } catch {
                throw EvaluationError.configMalformed(
                    path: path, line: setting.line, detail: Eval.message(for: error).split(separator: "\n").joined())
            }
            arguments += added
        }
        return try Eval.parse(arguments + given)
    }
}
