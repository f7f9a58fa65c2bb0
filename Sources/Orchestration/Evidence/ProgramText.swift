import Judging

/// A program reduced to its tokens, to notice copies.
///
/// Comments and white space are gone; string literals are kept as they are. Two programs with the same essence are the
/// same program to a reader, and two with the same shape are after one's names are replaced by the other's. The opposite
/// is not claimed, and behaviour is compared by running.
public enum ProgramText {
    /// The program without comments and white space, but for where lines and blocks begin and end that mean something.
    ///
    /// `language` is the id of a built-in language; of another one only the space within lines is dropped.
    public static func essence(_ source: String, language: String) -> String {
        essence(source, Syntax(try? LanguageTable.builtIn.named(language)))
    }

    static func essence(_ source: String, language: Language) -> String { essence(source, Syntax(language)) }

    private static func essence(_ source: String, _ syntax: Syntax) -> String {
        tokens(source, syntax).map(\.text).joined(separator: "\u{1F}")
    }

    /// The essence with each name replaced by the place of its first appearance; names of the language and of its library
    /// stay as they are, and so do members.
    static func shape(_ source: String, language: Language) -> String {
        var places: [String: Int] = [:]
        var previous = ""
        return tokens(source, Syntax(language)).map { token in
            defer { previous = token.text }
            let isMember = previous == "." || previous == "->" || previous == "::"
            guard token.isName, !isMember, !Self.known.contains(token.text) else { return token.text }
            let place = places[token.text] ?? places.count
            places[token.text] = place
            return "\u{1E}\(place)"
        }.joined(separator: "\u{1F}")
    }

    /// The lines that hold anything, without the space at their ends.
    static func lines(_ program: String) -> [Substring] {
        program.split(separator: "\n").compactMap { line in
            let end = line.lastIndex { !$0.isWhitespace }
            return end.map { line[...$0] }
        }
    }

    /// Whether `#` begins a comment in a language.
    static func hasHashComments(_ language: Language) -> Bool { Syntax(language) == .python }

    /// What a language's layout means, and what its comments look like.
    private enum Syntax {
        /// Lines and blocks by their indentation; `#` begins a comment.
        case python
        /// Nothing; `//` and `/*` begin comments.
        case free
        /// The end of a line may end a statement; comments as in `free`.
        case lines
        /// It is not known: lines and indentation are kept, and no comment is looked for.
        case unknown

        /// That of a language, or of the one that it is a variant of.
        init(_ language: Language?) {
            let tags = language?.fenceTags ?? []
            if tags.contains("python") {
                self = .python
            } else if !tags.isDisjoint(with: ["c", "cpp", "java", "csharp", "rust"]) {
                self = .free
            } else if !tags.isDisjoint(with: ["go", "javascript", "kotlin", "swift"]) {
                self = .lines
            } else {
                self = .unknown
            }
        }

        var hasBlocks: Bool { self == .python || self == .unknown }
        var hasSlashComments: Bool { self == .free || self == .lines }

        /// Whether a line's end means something between these brackets.
        func keepsLines(within brackets: [UInt8]) -> Bool {
            switch self {
            case .free: false
            case .python: brackets.isEmpty
            case .lines, .unknown: brackets.last.map { $0 == UInt8(ascii: "{") } ?? true
            }
        }
    }

    private struct Token {
        var text: String
        var isName: Bool
    }

    /// Operators of two characters that mean something else when they are written apart: `a++ + b`, `a + ++b`.
    private static let pairs = ["++", "--", "&&", "!=", "->", "::"].map { Array($0.utf8) }

    private static func tokens(_ source: String, _ syntax: Syntax) -> [Token] {
        let bytes = Array(source.utf8)
        var tokens: [Token] = []
        var index = 0
        // Blocks by indentation: the columns at which those that are open begin.
        var columns = [0]
        var brackets: [UInt8] = []
        var isAtLineStart = true
        func beginLine() {
            if !tokens.isEmpty { tokens.append(Token(text: "\n", isName: false)) }
            guard syntax.hasBlocks else { return }
            var start = index
            while start > 0, bytes[start - 1] == 32 || bytes[start - 1] == 9 { start -= 1 }
            let column = bytes[start..<index].reduce(0) { $1 == 9 ? ($0 / 8 + 1) * 8 : $0 + 1 }
            if column > columns[columns.count - 1] {
                columns.append(column)
                tokens.append(Token(text: "\u{2}", isName: false))
            }
            while column < columns[columns.count - 1] {
                columns.removeLast()
                tokens.append(Token(text: "\u{3}", isName: false))
            }
        }
        func take(to end: Int, isName: Bool = false) {
            tokens.append(Token(text: String(decoding: bytes[index..<end], as: UTF8.self), isName: isName))
            index = end
        }
        while index < bytes.count {
            let byte = bytes[index]
            if let end = commentEnd(bytes, index, syntax) {
                // A comment of several lines ends one as well.
                if bytes[index..<end].contains(10), syntax.keepsLines(within: brackets) { isAtLineStart = true }
                index = end
                continue
            }
            if byte <= 32 {
                if byte == 10, syntax.keepsLines(within: brackets) { isAtLineStart = true }
                index += 1
                continue
            }
            if isAtLineStart, syntax != .free { beginLine() }
            isAtLineStart = false
            if "\"'`".utf8.contains(byte) {
                take(to: literalEnd(bytes, index, syntax))
            } else if isNameByte(byte) {
                var end = index
                let isNumber = isDigit(byte)
                while end < bytes.count, isNameByte(bytes[end]) || (isNumber && bytes[end] == UInt8(ascii: ".")) {
                    end += 1
                }
                take(to: end, isName: !isNumber)
            } else {
                if "([{".utf8.contains(byte) { brackets.append(byte) }
                if ")]}".utf8.contains(byte) { _ = brackets.popLast() }
                take(to: index + (pairs.contains { bytes[index...].starts(with: $0) } ? 2 : 1))
            }
        }
        return tokens
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 128
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
    }

    /// Where a comment that starts at `index` ends; nil when none starts there.
    private static func commentEnd(_ bytes: [UInt8], _ index: Int, _ syntax: Syntax) -> Int? {
        let rest = bytes[index...]
        let isLine =
            syntax == .python
            ? rest.first == UInt8(ascii: "#") : syntax.hasSlashComments && rest.starts(with: "//".utf8)
        if isLine { return rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count }
        guard syntax.hasSlashComments, rest.starts(with: "/*".utf8) else { return nil }
        var end = index + 2
        while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) {
            end += 1
        }
        return min(end + 2, bytes.count)
    }

    /// Where the literal that starts at `index` ends; an unfinished one of one line ends with it.
    private static func literalEnd(_ bytes: [UInt8], _ index: Int, _ syntax: Syntax) -> Int {
        let quote = bytes[index]
        let mayBeTriple = syntax == .python || quote == UInt8(ascii: "\"")
        let isTriple = mayBeTriple && bytes[index...].starts(with: [quote, quote, quote])
        let isOfOneLine = quote != UInt8(ascii: "`")
        var end = index + (isTriple ? 3 : 1)
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
            } else if isTriple, bytes[end...].starts(with: [quote, quote, quote]) {
                return end + 3
            } else if !isTriple, bytes[end] == quote || isOfOneLine && bytes[end] == UInt8(ascii: "\n") {
                return end + 1
            } else {
                end += 1
            }
        }
        return bytes.count
    }

    /// Words that mean something by themselves: keywords of Python and of languages like C, and the names that contest
    /// programs take from their libraries.
    ///
    /// One that is missing here is replaced like a name: that can only make two programs look the same which differ in
    /// it throughout.
    private static let known: Set<String> = Set(
        """
        and as assert async await break class continue def del elif else except False finally for from global if import in \
        is lambda None nonlocal not or pass raise return True try while with yield match case self print input int str float \
        list dict set tuple bool len range sum min max abs sorted reversed enumerate zip map filter any all ord chr pow \
        divmod round open iter next type isinstance sys math collections heapq bisect itertools functools deque Counter \
        defaultdict heappush heappop bisect_left bisect_right lru_cache cache gcd sqrt inf Solution auto bool char const \
        constexpr do double enum extern float goto inline int long namespace new operator private protected public register \
        short signed sizeof static struct switch template this throw typedef typename union unsigned using virtual void \
        volatile delete nullptr true false include define pragma std string vector map set unordered_map unordered_set pair \
        queue priority_queue stack deque array multiset bitset cin cout cerr endl getline scanf printf puts sort reverse swap \
        max_element min_element lower_bound upper_bound accumulate fill memset push_back emplace_back make_pair main size_t \
        int64_t uint64_t int32_t uint32_t greater less next_permutation abs System Scanner String Integer Long Math Arrays
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
