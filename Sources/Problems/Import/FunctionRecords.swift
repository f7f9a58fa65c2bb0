import FoundationEssentials

/// Records of HumanEval or MBPP: a function and its asserts, which become the tests of a functional problem.
///
/// The asserts stay as they are: in judging they are run as Python, in a sandbox of their own, and only their calls of the
/// function are answered by the submission. Of HumanEval all of `check` is one test, of MBPP each assert.
/// Sources: Chen et al. 2021, arXiv 2107.03374 (HumanEval); Austin et al. 2021, arXiv 2108.07732 (MBPP).
public struct FunctionRecords {
    /// The form of the records.
    public let kind: ProblemImport.Kind
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
    ///   - kind: `humaneval` or `mbpp`; nil to find out from the first record of either.
    /// - Throws: `ProblemError.unreadable`; `.malformed` when it holds other records.
    public init(path: String, kind: ProblemImport.Kind?) throws(ProblemError) {
        if let kind, !kind.isOfRecords, kind != .lcb {
            throw .malformed(path: path, place: nil, found: "a file of records", expected: kind.whereabouts)
        }
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
                    throw place.fault(
                        "a record of LiveCodeBench", "HumanEval's or MBPP's; atlas reads LiveCodeBench's file as it is")
                default: throw place.fault("a record of an unknown form", "HumanEval's or MBPP's fields")
                }
                if let first = lineOfID[problem.id] {
                    throw LCBFile.duplicate(problem.id, path: path, line: index + 1, first: first)
                }
                lineOfID[problem.id] = index + 1
                read.append(problem)
            } catch {
                if kind == .lcb { throw error }
                faults.append(error)
            }
        }
        guard let found = kind, !read.isEmpty || !faults.isEmpty else {
            throw faults.first
                ?? .malformed(path: path, place: nil, found: "no record", expected: "one JSON object a line")
        }
        self.kind = found
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
    let test_imports: [String]?

    init(_ json: Data, _ place: Place) throws(ProblemError) {
        do {
            self = try JSONDecoder().decode(Record.self, from: json)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            throw place.fault(
                "\"\(context.codingPath[0].stringValue)\" of another type", "HumanEval's or MBPP's fields")
        } catch {
            let isBlank = { (byte: UInt8) in [9, 13, 32].contains(byte) }
            let (first, last) = (json.first { !isBlank($0) }, json.last { !isBlank($0) })
            let isCut = first == UInt8(ascii: "{") && last != UInt8(ascii: "}")
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
        guard test.contains("def check("), test.contains("assert") else {
            throw place.fault("\"test\" has no function check with asserts", "def check(candidate) and its asserts")
        }
        let interface = ProgramInterface.functional(name: function, starterCode: prompt)
        // The asserts may use what the prompt defines before the function.
        let source = "\(interface.helpers)\n\(test)\n\ncheck(candidate)\n"
        return Problem(
            id: id, title: id, statement: "Complete this function.\n\n```python\n\(prompt)\n```\n",
            interface: interface, comparison: .asserts, privateTests: Self.tests([source], .private))
    }

    func mbpp(_ place: Place) throws(ProblemError) -> Problem {
        let id = "mbpp/" + (try required(task_id?.text, "task_id", place))
        let text = try required(text ?? prompt, "text", place)
        guard let asserts = test_list, let first = asserts.first else {
            throw place.fault("\"test_list\" is missing or empty", "a list of asserts")
        }
        if let index = asserts.firstIndex(where: { !$0.contains("assert") }) {
            throw place.fault("\"test_list\" item \(index + 1) has no assert", "such as assert f(1) == 2")
        }
        guard let function = CalledFunction.name(in: first, definedBy: code ?? "") else {
            throw place.fault("a first test that calls no function", "asserts such as assert f(1) == 2")
        }
        let setting = ((test_imports ?? []) + [test_setup_code ?? ""]).filter { !$0.isEmpty }
        // MBPP+ has further tests in one text.
        let more = test.map { $0.contains("assert") ? [$0] : [] } ?? []
        let sources = (asserts + more).map { (setting + [$0]).joined(separator: "\n") + "\n" }
        return Problem(
            id: id, title: id,
            statement: "\(text)\n\nThe function is called `\(function)`. It satisfies:\n\n```python\n\(first)\n```\n",
            interface: .functional(name: function, starterCode: ""), comparison: .asserts,
            publicTests: Self.tests(sources.prefix(1), .public),
            privateTests: Self.tests(sources.dropFirst(), .private))
    }

    private func required(_ text: String?, _ name: String, _ place: Place) throws(ProblemError) -> String {
        guard let text, !text.isEmpty else { throw place.fault("\"\(name)\" is missing or empty", "text") }
        return text
    }

    private static func tests(_ sources: some Collection<String>, _ group: TestCase.Group) -> [TestCase] {
        LCBTests.cases(sources.map { LCBTest(input: $0, output: "", testtype: .asserts) }, group)
    }
}

/// Finds which function an assert is about.
private enum CalledFunction {
    /// What asserts call around the function, and words of Python that a bracket may follow.
    private static let others: Set<Substring> = [
        "abs", "all", "and", "any", "assert", "bool", "dict", "float", "frozenset", "if", "in", "int", "is",
        "isinstance", "len", "list", "map", "max", "min", "not", "or", "range", "round", "set", "sorted", "str", "sum",
        "tuple", "type", "zip",
    ]

    /// The first function that is called and that the solution defines; where it defines none of them, the first that is
    /// not Python's own.
    static func name(in assert: String, definedBy code: String) -> String? {
        let calls = assert.matches(of: /(?:^|[^\w.])([A-Za-z_]\w*)\s*(?=\()/).map(\.output.1)
        let definitions = Set(code.matches(of: /(?:^|\n)\s*def\s+([A-Za-z_]\w*)/).map(\.output.1))
        let words = assert.matches(of: /[A-Za-z_]\w*/).map(\.output)
        let found =
            calls.first(where: definitions.contains) ?? words.first(where: definitions.contains)
            ?? calls.first { !others.contains($0) }
        return found.map(String.init)
    }
}
