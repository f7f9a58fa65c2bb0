import ArgumentParser
import Evaluation
import Problems

/// Which problems of a data set an evaluation is about.
struct EvalSelection: ParsableArguments {
    @OptionGroup var selection: SelectionOptions
    @Option(
        help: ArgumentHelp(
            "Release, if the data set is the folder of LiveCodeBench's own files: \(LCBRelease.forms).",
            valueName: "release"))
    var release: String?
    @Flag(help: "Leave out the problems that LiveCodeBench's errata exclude.") var excludeErrata = false
    @Option(
        help: ArgumentHelp(
            "Only part I of N of the problems, such as 2/5; \"atlas runs merge\" joins the parts.",
            valueName: "i/n"))
    var shard: String?
    @OptionGroup var problems: ProblemsOption

    func validate() throws {
        if let release, LCBRelease(release) == nil {
            throw ValidationError("--release: \"\(release)\"; expected \(LCBRelease.forms)")
        }
        if let shard, Shard(shard) == nil {
            throw ValidationError("--shard: \"\(shard)\"; expected a part such as 2/5")
        }
    }

    /// The part that is meant; nil for all.
    var part: Shard? { shard.flatMap(Shard.init(_:)) }

    /// The problems that are meant.
    func open(_ dataset: String) throws -> EvalDataset {
        try EvalDataset(
            dataset, release: release.flatMap(LCBRelease.init(_:)), selection: selection.selection,
            excludesErrata: excludeErrata, library: problems.library())
    }

    /// Which problems are meant, in words: two parts of one run have to mean the same.
    var text: String {
        let selection = selection.selection
        var words: [String] = []
        if !selection.ids.isEmpty { words.append("ids \(selection.ids.joined(separator: ","))") }
        if let from = selection.from { words.append("from \(from)") }
        if let to = selection.to { words.append("to \(to)") }
        if !selection.platforms.isEmpty { words.append("platforms \(selection.platforms.joined(separator: ","))") }
        if !selection.difficulties.isEmpty {
            words.append("difficulties \(selection.difficulties.joined(separator: ","))")
        }
        if let limit = selection.limit { words.append("limit \(limit)") }
        if let seed = selection.shuffleSeed { words.append("shuffle \(seed)") }
        if excludeErrata { words.append("without errata") }
        return words.isEmpty ? "all" : words.joined(separator: ", ")
    }
}
