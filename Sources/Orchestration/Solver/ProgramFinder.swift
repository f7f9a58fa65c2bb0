import Judging
import Problems

/// Finds the program in what a model wrote.
struct ProgramFinder {
    private let language: Language
    private let interface: ProgramInterface
    private let signs: CodeSigns
    /// Whether a line that begins with `#` is a comment.
    private let hasHashComments: Bool

    init(language: Language, interface: ProgramInterface) {
        self.language = language
        self.interface = interface
        signs = CodeSigns(language)
        hasHashComments = ProgramText.hasHashComments(language)
    }

    /// A program as found.
    struct Found: Equatable {
        var program: String
        /// Whether the block that holds it ends: it does not when the answer was cut.
        var isClosed: Bool
    }

    /// The last fenced block of the language that looks whole, else the largest, else code without a fence.
    func program(in text: String) -> Found? {
        let blocks = FencedBlocks(text)
        return program(in: blocks.blocks) ?? (blocks.blocks.isEmpty ? unfenced(text) : nil)
    }

    /// The program that a text is where nothing else is asked for: all of it, unless it holds fenced blocks.
    func program(whole text: String) -> String {
        let blocks = FencedBlocks(text).blocks
        return program(in: blocks)?.program ?? (blocks.isEmpty ? tidy(text) : text)
    }

    /// The program among fenced blocks; those without a tag count only where none has the language's.
    ///
    /// A block that quotes some lines of an earlier one, to explain them, is none.
    func program(in blocks: [FencedBlocks.Block]) -> Found? {
        let filled = blocks.filter { !$0.text.allSatisfy(\.isWhitespace) }
        let tagged = filled.filter { isOwn($0.tag) }
        let untagged = filled.filter { $0.tag.isEmpty && signs.areIn($0.text) }
        let pool = tagged.isEmpty ? untagged : tagged
        let whole = pool.indices.last { place in
            isWhole(pool[place].text) && !pool[..<place].contains { Self.quotes(pool[place].text, $0.text) }
        }.map { pool[$0] }
        guard let chosen = whole ?? pool.max(by: { $0.text.utf8.count < $1.text.utf8.count }) else { return nil }
        return Found(program: tidy(chosen.text), isClosed: chosen.isClosed)
    }

    /// Whether a text is some lines in a row of a longer one, however they are indented.
    private static func quotes(_ text: String, _ whole: String) -> Bool {
        func lines(_ text: String) -> [String] { text.split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty } }
        let (quoted, all) = (lines(text), lines(whole))
        return quoted.count < all.count && all.contains(quoted)
    }

    /// Whether a tag names the language, by any of its names, perhaps with a version (`java17`, `python-3.12`).
    private func isOwn(_ tag: String) -> Bool {
        // Much of what is tagged as C compiles as C++.
        if language.fence == "cpp", tag == "c" { return true }
        return language.fenceTags.contains { name in
            guard tag.hasPrefix(name) else { return false }
            let next = tag.dropFirst(name.count).first
            return next.map { !$0.isLetter && !"+#".contains($0) } ?? true
        }
    }

    /// Whether a text has what a program for this problem cannot do without.
    private func isWhole(_ text: String) -> Bool {
        switch interface {
        case .functional(let name, _): text.contains(name)
        case .standardStreams: signs.essentials.contains { text.contains($0) }
        }
    }

    /// From the first line that starts as code does, and what code stands above it, to the last that is not a label or a remark.
    private func unfenced(_ text: String) -> Found? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard var first = lines.firstIndex(where: { signs.areUnmistakable(in: $0) }) else { return nil }
        while first > 0, isCode(lines[first - 1]) { first -= 1 }
        var body = Array(lines[first...])
        if let label = body.indices.first(where: { isRemark(at: $0, in: body) }) { body = Array(body[..<label]) }
        let program = body.joined(separator: "\n")
        return isWhole(program) ? Found(program: tidy(program), isClosed: true) : nil
    }

    /// Whether a line above the first that is unmistakable belongs to the program: an empty one, a comment, a directive, an
    /// assignment, or one that starts and ends as code does.
    private func isCode(_ line: Substring) -> Bool {
        let text = line.trimmed
        guard let last = text.last else { return true }
        if LabelledLine(line) != nil { return false }
        if text.hasPrefix("#") { return hasHashComments || text.dropFirst().first?.isLetter == true }
        if ["//", "/*", "*/", "* "].contains(where: { text.hasPrefix($0) }) { return !hasHashComments }
        return isAssignment(text) || signs.areIn(String(line)) && ";{}:)]".contains(last)
    }

    /// `K = 0`, `a, b = 1, 2`, and not `Add K = 0 to it`.
    private func isAssignment(_ text: String) -> Bool {
        guard let sign = text.firstIndex(of: "="), !text[sign...].hasPrefix("==") else { return false }
        return text[..<sign].split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let name = part.trimmed
            return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_.[]".contains($0) }
        }
    }

    /// Whether a line ends the program: a label, but not one in a comment with more of the program below it.
    private func isRemark(at place: Int, in lines: [Substring]) -> Bool {
        guard LabelledLine(lines[place]) != nil else { return false }
        guard hasHashComments, lines[place].hasPrefix("#") else { return true }
        return !lines[(place + 1)...].contains { signs.areIn(String($0)) }
    }

    /// Without blank lines around it, with one newline at the end, without a stray language name at its top.
    private func tidy(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        if let first = lines.first, isOwn(first.lowercased()), lines.count > 1, !first.contains(" ") {
            lines.removeFirst()
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// A line such as `APPROACH: two pointers`, however it is decorated.
struct LabelledLine {
    /// The label, in lower case.
    let label: String
    /// What follows.
    let value: String

    /// Nil unless the line starts with one of the labels that the prompts ask for.
    init?(_ line: Substring) {
        let start = line.drop { " \t*#_->`.)".contains($0) || $0.isNumber }
        let word = start.prefix { $0.isLetter }
        let name = word.lowercased()
        guard ["approach", "complexity", "confidence", "reasoning"].contains(name) else { return nil }
        let rest = start.dropFirst(word.count).drop { "*_` ".contains($0) }
        guard let colon = rest.first, colon == ":" || colon == "：" else { return nil }
        label = name
        var value = rest.dropFirst().drop { "*_` ".contains($0) }
        while let last = value.last, "*_` ".contains(last) { value.removeLast() }
        self.value = String(value)
    }
}
