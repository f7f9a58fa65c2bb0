import ArgumentParser
import Evaluation

extension Eval {
    /// The options that a YAML file may hold: all of the command but `--config` itself.
    static let configOptions = [
        "dataset", "scenario", "prompt-style", "programs", "cot", "model", "solver", "method", "language", "languages",
        "max-explores", "first-explores", "patience", "temperature", "effort", "explore-effort", "explore-strategy",
        "probes", "prompts", "models", "actions", "max-cost", "max-tokens", "max-calls", "max-cost-per-problem",
        "max-tokens-per-problem", "max-calls-per-problem", "jobs", "run", "samples", "seed", "id", "ids", "from", "to",
        "platform", "difficulty", "limit", "shuffle", "release", "exclude-errata", "shard", "problems", "concurrency",
        "retry-failed", "json", "quiet",
    ]

    /// Those of them that take no value.
    static let configFlags: Set<String> = [
        "cot", "exclude-errata", "explore-effort", "explore-strategy", "retry-failed", "json", "quiet",
    ]

    /// The options that have more than one name.
    private static let namesOfOne = [["--id", "--ids"], ["--quiet", "-q"]]

    /// The command as it was given, with the options of a file where it says nothing.
    ///
    /// All are parsed together: what one option means may depend on another, and either may stand in the file.
    ///
    /// - Throws: `EvaluationError.configMalformed`, with the line of what is wrong where it is wrong by itself.
    func joined(with path: String) throws -> Eval {
        let file = try EvalConfig(path: path, options: Self.configOptions, flags: Self.configFlags)
        let given = Array(CommandLine.arguments.drop { $0 != "eval" }.dropFirst())
        var added: [(arguments: [String], line: Int)] = []
        for setting in file.settings {
            if setting.option == "dataset" {
                if dataset == nil { added.append((setting.values, setting.line)) }
                continue
            }
            let option = "--\(setting.option)"
            let names = Self.namesOfOne.first { $0.contains(option) } ?? [option]
            if given.contains(where: { word in names.contains { word == $0 || word.hasPrefix("\($0)=") } }) { continue }
            added.append(
                (setting.values.isEmpty ? [option] : setting.values.map { "\(option)=\($0)" }, setting.line))
        }
        do {
            return try Eval.parse(added.flatMap(\.arguments) + given)
        } catch {
            // The command line was right without the file.
            let detail = UsageText.line(error)
            let culprit = added.first { Self.fault(of: $0.arguments) == detail }
            throw EvaluationError.configMalformed(path: path, line: culprit?.line, detail: detail)
        }
    }

    /// What is wrong with arguments alone; nil where nothing is.
    private static func fault(of arguments: [String]) -> String? {
        do {
            _ = try Eval.parse(arguments)
            return nil
        } catch {
            return UsageText.line(error)
        }
    }
}
