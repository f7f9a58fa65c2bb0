import Judging
import Problems

/// Reads an action from plain text, as strong and weak models write it.
///
/// In order: a line `ACTION: …`; the same inside a fence; a JSON object or a `<tool_call>`; a line that is nothing but
/// an action; the only `ACTION: …` within a line; a program alone, which is a submission. What comes after the first
/// action is imagined and dropped.
struct TextActionParser {
    let language: Language
    let interface: ProgramInterface
    /// What `explore` takes.
    var arguments = ExploreArguments()

    /// The action of an answer; where that `isCut` at its length limit, a program that does not end is not taken.
    func parse(_ response: String, isCut: Bool = false) -> Result<ReadAction, MalformedAction> {
        let text = ThinkingText.removed(from: response)
        guard !text.allSatisfy(\.isWhitespace) else { return .failure(isCut ? .cut : .empty) }
        let blocks = FencedBlocks(text)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (number, line) in blocks.prose {
            if let words = Self.actionWords(line) { return read(words, at: number, lines, blocks, isCut) }
        }
        if let action = JSONAction.find(in: text) { return json(action, text) }
        for (number, line) in lines.enumerated() {
            if let words = Self.actionWords(line) { return read(words, at: number, lines, blocks, isCut) }
        }
        for (number, line) in blocks.prose {
            if let words = Self.bareAction(line) { return read(words, at: number, lines, blocks, isCut) }
        }
        let inside = blocks.prose.compactMap { number, line in Self.innerAction(line).map { (number, $0) } }
        if inside.count == 1, let (number, words) = inside.first {
            return read(words, at: number, lines, blocks, isCut)
        }
        if let found = finder.program(in: blocks.blocks) {
            if isCut, !found.isClosed { return .failure(.cut) }
            let thought = blocks.prose.map(\.text).joined(separator: "\n")
            return .success(
                ReadAction(
                    action: .submit(explore: nil, program: found.program), thought: thought.trimmed,
                    keptText: text))
        }
        return .failure(isCut ? .cut : .noAction)
    }

    private var finder: ProgramFinder { ProgramFinder(language: language, interface: interface) }

    /// What follows `ACTION:` in a line, however it is decorated; nil for other lines.
    private static func actionWords(_ line: Substring) -> Substring? {
        let start = line.drop { " \t*#_->`[(".contains($0) }
        guard start.prefix(6).lowercased() == "action" else { return nil }
        let rest = start.dropFirst(6).drop { "*_` ".contains($0) || $0.isNumber }
        guard let colon = rest.first, ":：=-".contains(colon) else { return nil }
        return rest.dropFirst()
    }

    /// A line that is nothing but an action; nil for other lines.
    private static func bareAction(_ line: Substring) -> Substring? {
        let words = line.lowercased().split { !$0.isLetter && !$0.isNumber }
        guard let first = words.first, first == "explore" || first == "submit", words.count <= 4 || line.contains("=")
        else { return nil }
        let known =
            line.contains("=")
            || words.dropFirst().allSatisfy {
                $0 == "explore" || $0 == "program" || $0 == "times" || number($0) != nil
            }
        return known ? line : nil
    }

    /// What follows the only `ACTION:` within a line; nil where there is none, or a choice of several.
    private static func innerAction(_ line: Substring) -> Substring? {
        let starts = line.indices.filter { line[$0...].hasPrefix("ACTION:") }
        return starts.count == 1 ? starts.first.flatMap { actionWords(line[$0...]) } : nil
    }

    private func read(
        _ words: Substring, at number: Int, _ lines: [Substring], _ blocks: FencedBlocks, _ isCut: Bool
    ) -> Result<ReadAction, MalformedAction> {
        let tokens = words.lowercased().split { !$0.isLetter && !$0.isNumber }
        let thought = lines[..<number].joined(separator: "\n").trimmed
        guard let verb = tokens.first else { return .failure(isCut ? .cut : .noAction) }
        if Self.exploreVerbs.contains(String(verb)) {
            let given = TextArguments(words, below: lines[(number + 1)...], arguments)
            let rest = given.rest.split { !$0.isLetter && !$0.isNumber }
            let count = Self.count(rest.dropFirst().map { $0[...] })
            let kept = lines[..<given.end].joined(separator: "\n")
            return arguments.read(given.values).map { values in
                let action = OrchestratorAction.explore(
                    count: OrchestratorAction.counted(count), arguments: values)
                return ReadAction(action: action, thought: thought, keptText: kept)
            }
        }
        guard Self.submitVerbs.contains(String(verb)) else { return .failure(.unknownAction(words.trimmed)) }
        let explore = tokens.dropFirst().lazy.compactMap { Self.number($0) }.first
        let after = blocks.blocks.filter { $0.line > number }
        let found = finder.program(in: after) ?? (explore == nil ? finder.program(in: blocks.blocks) : nil)
        if let found, explore == nil, isCut, !found.isClosed { return .failure(.cut) }
        if explore == nil, found == nil, isCut { return .failure(.cut) }
        let kept = explore == nil || found != nil ? lines[...] : lines[...number]
        return .success(
            ReadAction(
                action: .submit(explore: explore, program: found?.isClosed == true || !isCut ? found?.program : nil),
                thought: thought, keptText: kept.joined(separator: "\n")))
    }

    private func json(_ action: JSONAction, _ text: String) -> Result<ReadAction, MalformedAction> {
        action.action(finder, arguments).map { ReadAction(action: $0, thought: action.thought, keptText: text) }
    }

    static let exploreVerbs: Set<String> = ["explore", "explores", "exploration"]
    static let submitVerbs: Set<String> = ["submit", "submission", "answer", "final", "finish", "done"]

    /// How many explores the words behind the verb ask for.
    ///
    /// The first word says it (`x3`), or one before what is counted (`again 2 times`): any other number belongs to a thought.
    private static func count(_ words: [Substring]) -> Int {
        if let first = words.first, let count = number(first) { return count }
        let counted = ["time", "times", "solver", "solvers", "explore", "explores", "more"]
        for (word, next) in zip(words, words.dropFirst()) where counted.contains(String(next)) {
            if let count = number(word) { return count }
        }
        return 1
    }

    /// `3`, `x3`, `3x`: 3.
    private static func number(_ token: Substring) -> Int? {
        let digits = token.filter(\.isNumber)
        return token.count - digits.count <= 1 ? Int(digits) : nil
    }
}
