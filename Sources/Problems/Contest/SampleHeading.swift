/// A line of a statement that begins or ends a part of a sample.
struct SampleHeading {
    /// What begins with the line.
    enum Kind {
        /// The samples as a whole: what follows as `Input` and `Output` is one.
        case examples
        case input
        case output
        /// Both in a line: two columns follow.
        case inputAndOutput
        /// A part of the statement that is no sample.
        case end
    }

    let kind: Kind
    /// What stands on the same line behind the colon.
    var rest = ""

    private static let inputs: Set<String> = [
        "sample input", "example input", "input example", "input sample", "sample test input", "inputcopy", "入力例",
        "пример ввода", "standard input", "样例输入", "输入样例", "样例 输入", "示例输入", "输入示例", "範例輸入", "輸入範例",
        "예제 입력",
    ]
    private static let outputs: Set<String> = [
        "sample output", "example output", "output example", "output sample", "sample test output", "outputcopy",
        "出力例", "пример вывода", "standard output", "output for the sample input", "output for sample input",
        "expected output", "样例输出", "输出样例", "样例 输出", "示例输出", "输出示例", "範例輸出", "輸出範例", "예제 출력",
    ]
    /// These are headings of samples with a number or below one of those: else they begin the description.
    private static let plainInputs: Set<String> = ["input", "输入"]
    private static let plainOutputs: Set<String> = ["output", "输出"]
    private static let examples: Set<String> = [
        "example", "examples", "sample", "samples", "sample test", "sample tests", "sample testcase", "test case",
        "sample test case", "sample cases", "sample case", "sample data", "sample i/o", "输入输出样例", "样例", "示例",
        "输入输出示例", "入出力例",
    ]
    private static let ends: Set<String> = [
        "note", "notes", "explanation", "sample explanation", "explanation of sample", "constraints", "hint", "hints",
        "scoring", "subtasks", "source", "limits", "statement", "problem statement", "task", "input format",
        "output format", "input specification", "output specification", "remarks", "clarification",
        "explanation for sample", "sample input explanation", "sample output explanation", "note copy", "tags",
        "输入格式", "输出格式", "说明/提示", "说明", "提示", "样例解释", "样例说明", "数据范围", "题目描述", "题目背景", "数据规模与约定", "数据范围与提示",
    ]

    /// Nil for any other line.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - isInExamples: Whether a heading of samples was seen: plain `Input` and `Output` then begin a sample.
    init?(_ line: Substring, isInExamples: Bool) {
        guard line.utf8.count <= 4096 else { return nil }
        var text = line.trimmed
        if Self.isPair(text) {
            kind = .inputAndOutput
            return
        }
        // Library Checker's `### # 1`.
        if text.wholeMatch(of: /#{2,6} +# ?[0-9]+/) != nil {
            kind = .examples
            return
        }
        // A mere word such as `note` may be data; other scripts have no capital letters.
        let isMarked =
            text.hasPrefix("#") || text.hasPrefix("**") || text.first?.isUppercase == true
            || text.first?.isASCII == false
        text = String(text.drop { "#*_ ".contains($0) })
        var rest = ""
        if let colon = text.firstIndex(where: { ":：".contains($0) }) {
            rest = String(text[text.index(after: colon)...].drop { "*_ ".contains($0) })
            text = String(text[..<colon])
        }
        while let last = text.last, "*_:#. ".contains(last) { text.removeLast() }
        guard text.count <= 40 else { return nil }
        let (name, isNumbered) = Self.name(text)
        if Self.inputs.contains(name) || (Self.plainInputs.contains(name) && (isInExamples || isNumbered)) {
            kind = .input
            self.rest = rest
        } else if Self.outputs.contains(name) || (Self.plainOutputs.contains(name) && (isInExamples || isNumbered)) {
            kind = .output
            self.rest = rest
        } else if Self.examples.contains(name), rest.isEmpty, isMarked {
            kind = .examples
        } else if Self.ends.contains(name), isMarked {
            kind = .end
        } else {
            return nil
        }
    }

    /// Whether a line is the headings of two columns, as Kattis and Timus have them: `Sample Input 1`, a tab, `Sample Output 1`.
    private static func isPair(_ line: String) -> Bool {
        guard let parts = columns(line) else { return false }
        let headings = parts.map { SampleHeading(Substring($0), isInExamples: true) }
        return headings[0]?.kind == .input && headings[1]?.kind == .output
            && headings.allSatisfy { $0?.rest.isEmpty == true }
    }

    /// The two parts of a line that a tab, bars or wide gaps part; nil for any other number of them.
    private static func columns(_ line: String) -> [String]? {
        let isTable = line.contains("\t") || line.contains("|")
        let parts =
            isTable
            ? line.split { "\t|".contains($0) }.map(\.trimmed).filter { !$0.isEmpty }
            : line.split(separator: /\s\s+/).map(\.trimmed)
        return parts.count == 2 ? parts : nil
    }

    /// The words in lower case, without the number of the sample.
    private static func name(_ text: String) -> (name: String, isNumbered: Bool) {
        var words = text.lowercased().split { $0.isWhitespace || "#()[]【】（）".contains($0) }.map(String.init)
        if let last = words.last, words.count > 1, ["copy", "复制"].contains(last) { words.removeLast() }
        let count = words.count
        words.removeAll { $0.allSatisfy { $0.isNumber || $0 == "." } }
        // `样例1输入`.
        if let word = words.first, words.count == 1, word.first?.isASCII == false, word.contains(where: \.isNumber) {
            return (word.filter { !$0.isNumber }, true)
        }
        // `Example1`.
        if let last = words.last, let digit = last.firstIndex(where: \.isNumber), last[digit...].allSatisfy(\.isNumber)
        {
            words[words.count - 1] = String(last[..<digit])
            return (words.joined(separator: " "), true)
        }
        return (words.joined(separator: " "), words.count < count)
    }
}
