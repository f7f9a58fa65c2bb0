import FoundationEssentials

/// Records of HumanEval or MBPP: a function and its asserts, which become tests of a functional problem.
///
/// An assert that compares a call with a literal is data, and so can be judged outside the candidate's sandbox. A
/// record with an assert that computes anything else is left out, since its verdict would be another one.
/// Sources: Chen et al. 2021, arXiv 2107.03374 (HumanEval); Austin et al. 2021, arXiv 2108.07732 (MBPP).
public struct FunctionRecords {
    /// The problems that could be read, in the file's order.
    public let problems: [Problem]
    /// What is wrong with the others: one error for each.
    public let faults: [ProblemError]

    /// The largest file taken, in bytes: some hundred times the published ones.
    private static let largestBytes = 256 << 20

    /// Reads a file of such records.
    ///
    /// - Parameters:
    ///   - path: The file, one JSON object a line.
    ///   - kind: `humaneval` or `mbpp`; nil to find out from the first record.
    /// - Throws: `ProblemError.unreadable`; `.malformed` when it holds other records.
    public init(path: String, kind: ProblemImport.Kind?) throws(ProblemError) {
        var read: [Problem] = []
        var faults: [ProblemError] = []
        var kind = kind
        var lineOfID: [String: Int] = [:]
        let data = try FileContents.read(path, atMost: Self.largestBytes)
        for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy({ [9, 13, 32].contains($0) }) {
            do throws(ProblemError) {
                let place = Place(path: path, line: index + 1)
                let record = try Record(line, place)
                if kind == nil { kind = record.kind }
                let problem: Problem
                switch kind {
                case .humaneval?: problem = try record.humanEval(place)
                case .mbpp?: problem = try record.mbpp(place)
                case .lcb?:
                    throw place.fault("a record of LiveCodeBench", "another form: atlas reads this one as it is")
                default: throw place.fault("a record of an unknown form", "HumanEval's or MBPP's fields")
                }
                if let first = lineOfID[problem.id] {
                    throw LCBFile.duplicate(problem.id, path: path, line: index + 1, first: first)
                }
                lineOfID[problem.id] = index + 1
                read.append(problem)
            } catch {
                if kind == nil || kind == .lcb { throw error }
                faults.append(error)
            }
        }
        guard !read.isEmpty || !faults.isEmpty else {
            throw .malformed(path: path, place: nil, found: "no record", expected: "one JSON object a line")
        }
        problems = read
        self.faults = faults
    }
}

/// Where a record is, for errors.
private struct Place {
    let path: String
    let line: Int

    func fault(_ found: String, _ expected: String) -> ProblemError {
        .malformed(path: path, place: "line \(line)", found: found, expected: expected)
    }
}

/// The fields of either form.
private struct Record: Decodable {
    /// A number or a text.
    struct ID: Decodable {
        let text: String
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(Int.self)).map(String.init) ?? container.decode(String.self)
        }
    }

    let task_id: ID?
    let question_id: ID?
    let prompt: String?
    let entry_point: String?
    let test: String?
    let text: String?
    let code: String?
    let test_list: [String]?
    let test_setup_code: String?

    init(_ json: Data, _ place: Place) throws(ProblemError) {
        do {
            self = try JSONDecoder().decode(Record.self, from: json)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            throw place.fault(
                "\"\(context.codingPath[0].stringValue)\" of another type", "HumanEval's or MBPP's fields")
        } catch {
            let isCut = json.last(where: { ![9, 13, 32].contains($0) }) != UInt8(ascii: "}")
            throw LCBFields.noRecord(isCut ? .cutOff : .notJSON, path: place.path, line: place.line)
        }
    }

    var kind: ProblemImport.Kind? {
        if test != nil, entry_point != nil { return .humaneval }
        if test_list != nil { return .mbpp }
        return question_id != nil ? .lcb : nil
    }

    func humanEval(_ place: Place) throws(ProblemError) -> Problem {
        let id = try required(task_id?.text, "task_id", place)
        let prompt = try required(prompt, "prompt", place)
        let function = try required(entry_point, "entry_point", place)
        let test = try required(test, "test", place)
        let tests = try AssertReader(function: "candidate", place: place).tests(in: test)
        return Problem(
            id: id, title: id, statement: "Complete this function.\n\n```python\n\(prompt)\n```\n",
            interface: .functional(name: function, starterCode: prompt), comparison: .json,
            privateTests: Self.named(tests, .private))
    }

    func mbpp(_ place: Place) throws(ProblemError) -> Problem {
        let id = "mbpp/" + (try required(task_id?.text, "task_id", place))
        let text = try required(text ?? prompt, "text", place)
        guard let asserts = test_list, let first = asserts.first else {
            throw place.fault("\"test_list\" is missing or empty", "a list of asserts")
        }
        guard test_setup_code?.contains(where: { !$0.isWhitespace }) != true else {
            throw place.fault("\"test_setup_code\" is not empty", "asserts that need none")
        }
        let function = try AssertReader.function(of: first, place)
        let tests = try AssertReader(function: function, place: place).tests(in: asserts.joined(separator: "\n"))
        return Problem(
            id: id, title: id,
            statement: "\(text)\n\nThe function is called `\(function)`. It satisfies:\n\n```python\n\(first)\n```\n",
            interface: .functional(name: function, starterCode: ""), comparison: .json,
            publicTests: Self.named(tests.prefix(1), .public), privateTests: Self.named(tests.dropFirst(), .private))
    }

    private func required(_ text: String?, _ name: String, _ place: Place) throws(ProblemError) -> String {
        guard let text, !text.isEmpty else { throw place.fault("\"\(name)\" is missing or empty", "text") }
        return text
    }

    private static func named(
        _ tests: some Collection<AssertReader.Test>, _ group: TestCase.Group
    ) -> [TestCase] {
        tests.enumerated().map { index, test in
            TestCase(
                name: "\(group.rawValue)-\(index < 9 ? "0" : "")\(index + 1)", group: group,
                input: .bytes(Data(test.input.utf8)), expected: .bytes(Data(test.expected.utf8)))
        }
    }
}

/// Reads `assert f(1, [2]) == 3` as a test.
private struct AssertReader {
    struct Test {
        /// The arguments, one JSON value a line.
        let input: String
        /// The result, as JSON.
        let expected: String
    }

    let function: String
    let place: Place

    /// The function that an assert calls.
    static func function(of assert: String, _ place: Place) throws(ProblemError) -> String {
        var source = PythonLiteral(assert)
        guard source.name() == "assert", let name = source.name(), source.peek() == "(" else {
            throw place.fault(
                "a test that does not begin with \"assert f(\"", "asserts that compare a call with a literal")
        }
        return name
    }

    /// The asserts of a source; `assert True`, settings and comments are passed over.
    func tests(in source: String) throws(ProblemError) -> [Test] {
        var tests: [Test] = []
        var number = 0
        for statement in Self.statements(source) {
            guard statement.hasPrefix("assert") else {
                if Self.isHarmless(statement) { continue }
                throw place.fault("a test that computes: \"\(statement.prefix(40))\"", "asserts alone")
            }
            number += 1
            if statement.hasPrefix("assert True") { continue }
            guard let test = test(String(statement)) else {
                throw place.fault(
                    "assert \(number) does more than compare a call with a literal", "such as assert f(1) == 2")
            }
            tests.append(test)
        }
        guard !tests.isEmpty else { throw place.fault("no assert", "at least one") }
        return tests
    }

    private func test(_ statement: String) -> Test? {
        var source = PythonLiteral(statement)
        guard source.name() == "assert" else { return nil }
        let isBracketed = source.peek() == "(" && source.take("(")
        guard source.name() == function, source.take("(") else { return nil }
        do {
            var arguments: [String] = []
            while !source.take(")") {
                arguments.append(try source.value())
                if !source.take(","), source.peek() != ")" { return nil }
            }
            guard source.take("==") || source.name() == "is" else { return nil }
            let expected = try source.value()
            if isBracketed, !source.take(")") { return nil }
            guard source.peek() == nil || source.peek() == "," else { return nil }
            return Test(input: arguments.joined(separator: "\n"), expected: expected)
        } catch {
            return nil
        }
    }

    /// What stands around asserts in HumanEval and tests nothing.
    private static func isHarmless(_ statement: Substring) -> Bool {
        ["def check(", "METADATA", "#", "\"\"\"", "pass", "print("].contains { statement.hasPrefix($0) }
            || statement.isEmpty
    }

    /// The statements, without indentation, those of several lines joined as their brackets say.
    private static func statements(_ source: String) -> [Substring] {
        var statements: [Substring] = []
        var open = ""
        for line in source.split(whereSeparator: \.isNewline) {
            open += (open.isEmpty ? "" : "\n") + line.trimming(\.isWhitespace)
            guard depth(open) <= 0 else { continue }
            statements.append(Substring(open))
            open = ""
        }
        return open.isEmpty ? statements : statements + [Substring(open)]
    }

    /// How many brackets outside of texts are not closed.
    private static func depth(_ source: String) -> Int {
        var depth = 0
        var quote: Character?
        var isEscaped = false
        for character in source {
            if isEscaped {
                isEscaped = false
            } else if let open = quote {
                if character == "\\" { isEscaped = true } else if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
            }
        }
        return depth
    }
}
