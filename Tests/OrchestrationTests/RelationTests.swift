import FoundationEssentials
import Judging
import Problems
import Testing

@testable import Orchestration

@Suite struct RelationTests {
    private typealias Earlier = (n: Int, program: String, trace: CandidateTrace?)

    /// Programs with nothing in common.
    private static let text = ["a": "print(1)", "b": "x = [2]", "new": "while 3: pass"]

    private static func outputs(_ outputs: String...) -> CandidateTrace {
        EvidenceTests.trace(
            outputs.enumerated().map { index, output in
                EvidenceTests.test("0\(index + 1)", output == "6" ? .accepted : .wrongAnswer, actual: output)
            })
    }

    private static func relation(_ trace: CandidateTrace?, _ earlier: [Earlier]) throws -> Relation? {
        Relation(
            text["new"] ?? "", trace, language: try LanguageTable.builtIn.named("python"),
            earlier: earlier.map { Relation.Earlier(n: $0.n, program: text[$0.program] ?? "", trace: $0.trace) })
    }

    @Test func `programs that print the same up to white space behave alike`() throws {
        let relation = try Self.relation(Self.outputs("6", "7 8\n"), [(1, "a", Self.outputs("6", "7\n8"))])
        #expect(relation == Relation(sameProgramAs: nil, behavesLike: [1], differences: []))
    }

    @Test func `the first test on which two programs differ is named, with both outputs`() throws {
        let relation = try Self.relation(Self.outputs("6", "7"), [(1, "a", Self.outputs("6", "9"))])
        #expect(
            relation?.sentences == [
                "Differs from explore 1 first on test 02: this gives 7; explore 1 gives 9."
            ])
    }

    @Test func `long outputs that begin alike are told from where they differ`() throws {
        func trace(_ values: [Int]) -> CandidateTrace {
            Self.outputs("6", values.map { "\($0)" }.joined(separator: " "))
        }
        let usual = Array(1...201)
        var other = usual
        other[99] = -7
        let relation = try #require(try Self.relation(trace(other), [(1, "a", trace(usual))]))
        let sentence = try #require(relation.sentences.last)
        #expect(sentence.hasPrefix("Differs from explore 1 first on test 02: this gives, from word 100 on, -7 101 "))
        #expect(sentence.contains("; explore 1 gives, from word 100 on, 100 101 "), "\(sentence)")
        let shorter = try Self.relation(trace(Array(1...99)), [(1, "a", trace(usual))])
        #expect(shorter?.differences.first?.this == "ends before word 100")
    }

    @Test func `where an interactor took the outputs, its verdicts and messages are compared`() throws {
        func trace(_ verdict: Verdict, _ message: String?) -> CandidateTrace {
            var trace = EvidenceTests.trace([EvidenceTests.test("01", verdict, message: message)])
            trace.isConversation = true
            return trace
        }
        let relation = try Self.relation(
            trace(.wrongAnswer, "it says 4"),
            [(1, "a", trace(.wrongAnswer, "it says 1")), (2, "b", trace(.wrongAnswer, "it says 4"))])
        #expect(relation?.behavesLike == [2])
        #expect(
            relation?.sentences.last
                == "Differs from explore 1 first on test 01: this is rejected: it says 4; explore 1 is rejected: it says 1."
        )
        let accepted = try Self.relation(trace(.accepted, nil), [(1, "a", trace(.wrongAnswer, "it says 1"))])
        #expect(accepted?.differences.map(\.this) == ["is accepted"])
    }

    /// Passes its public test, and does that on a probe.
    private static func probed(_ verdict: Verdict?) -> CandidateTrace {
        var trace = outputs("6")
        let row = ProbeRow(probe: "small-1", verdict: verdict, cpuMilliseconds: 1, wallMilliseconds: 1, peakKiB: 1)
        let output = Excerpt(Data("5".utf8))
        let run = ProbeRun(row: row, kind: .small, input: Excerpt(Data("3".utf8)), digest: "5", output: output)
        trace.probes = ProbeTrace(runs: [run], allowsSeveralAnswers: false)
        return trace
    }

    @Test(
        arguments: [
            (nil, nil, true), (nil, .timeLimitExceeded, true), (nil, .memoryLimitExceeded, true),
            (.runTimeError, .timeLimitExceeded, true), (.runTimeError, nil, false), (.timeLimitExceeded, nil, false),
            (nil, .runTimeError, false),
        ] as [(Verdict?, Verdict?, Bool)])
    func `of a brute force only what it is too slow or too large for tells nothing`(
        _ verdict: Verdict?, _ ofBruteForce: Verdict?, _ isAlike: Bool
    ) throws {
        let language = try LanguageTable.builtIn.named("python")
        let (one, brute) = (Self.probed(verdict), Self.probed(ofBruteForce))
        let earlier = Relation.Earlier(n: 1, program: "print(1)", trace: brute, isBruteForce: true)
        let relation = try #require(Relation("x = [2]", one, language: language, earlier: [earlier]))
        #expect(relation.behavesLike == (isAlike ? [1] : []))
        #expect(relation.differsFromBruteForce == (isAlike ? nil : 1))
        let other = Relation.Earlier(n: 1, program: "x = [2]", trace: one)
        let swapped = Relation("print(1)", brute, language: language, earlier: [other], isBruteForce: true)
        #expect(swapped?.behavesLike == (isAlike ? [1] : []))
    }

    @Test func `a brute force that is too slow for a public test is not said to behave like another`() throws {
        func trace(_ verdict: Verdict) -> CandidateTrace {
            EvidenceTests.trace([EvidenceTests.test("01", .accepted), EvidenceTests.test("02", verdict)])
        }
        let language = try LanguageTable.builtIn.named("python")
        let brute = Relation.Earlier(n: 1, program: "print(1)", trace: trace(.timeLimitExceeded), isBruteForce: true)
        #expect(Relation("x = [2]", trace(.accepted), language: language, earlier: [brute]) == nil)
    }

    @Test func `wrong outputs are compared as the problem compares them`() throws {
        var problem = EvidenceTests.problem
        problem.comparison = .tokens(TokenRule(absoluteTolerance: 1e-6))
        let one = try #require(Behaviour(Self.outputs("6", "0.3333333")))
        let near = try #require(Behaviour(Self.outputs("6", "0.333333333")))
        let far = try #require(Behaviour(Self.outputs("6", "0.34")))
        #expect(one.isAlike(near, on: problem))
        #expect(!one.isAlike(near, on: EvidenceTests.problem))
        #expect(!one.isAlike(near))
        #expect(!one.isAlike(far, on: problem))
    }

    @Test func `explores that behave alike are told apart once`() throws {
        let relation = try Self.relation(
            Self.outputs("6"), [(1, "a", Self.outputs("7")), (2, "b", Self.outputs("7")), (3, "c", Self.outputs("6"))])
        #expect(relation?.behavesLike == [3])
        #expect(relation?.differences.map(\.explore) == [1])
    }

    @Test func `a test that the judge failed on tells nothing`() throws {
        let failed = EvidenceTests.trace([EvidenceTests.test("01", .judgeError)])
        #expect(try Self.relation(failed, [(1, "a", Self.outputs("6"))]) == nil)
        #expect(try Self.relation(nil, [(1, "a", Self.outputs("6"))]) == nil)
    }

    @Test func `a program that does not compile differs from one that does`() throws {
        let report = JudgeReport(
            file: "a", language: "cpp", verdict: .compileError, tests: [], compile: nil, message: nil)
        let broken = CandidateTrace(report: report)
        let relation = try Self.relation(broken, [(1, "a", broken), (2, "b", Self.outputs("6"))])
        #expect(relation?.behavesLike == [1])
        #expect(relation?.differences.map(\.this) == ["does not compile"])
    }

    /// Pairs of programs; whether they are one program to a reader.
    @Test(arguments: [
        ("python", "x = 1  # one\nprint(x)\n", "x=1\n\nprint( x )", true),
        ("python", "x = '#1'", "x = '#2'", false),
        ("python", "x = '''a # b\n'''", "x = '''a\n'''", false),
        ("python", "x = 'a b'", "x = 'ab'", false),
        ("python", "x = 'it\\'s' # c", "x = 'it\\'s'", true),
        ("cpp", "int x; // one\n/* two\n */ int y;", "int x;int y;", true),
        ("cpp", "s = \"// no\";", "s = \"\";", false),
        ("cpp", "a / b", "a // b", false),
        ("cpp", "/* never ends", "", true),
        ("python", "for x in y:\n  a()\n  b()", "for x in y:\n  a()\nb()", false),
        ("python", "for x in y:\n  a()\n  b()", "for x in y:\n\ta()\n\n\tb()\n", true),
        ("python", "f(1,\n  2)", "f(1, 2)", true),
        ("pypy", "print(s//3)", "print(s//2)", false),
        ("pypy", "print(s) # one", "print( s )", true),
        ("pypy", "for x in y:\n  a()\n  b()", "for x in y:\n  a()\nb()", false),
        ("cpp", "c = k++ + s;", "c = k + ++s;", false),
        ("cpp", "c = k++ + s;", "c=k++\n+s;", true),
        ("cpp", "c = a - -b;", "c = a--b;", false),
        ("cpp", "while (n --> 0) f();", "while (n-- > 0)\n  f();", true),
        ("javascript", "return\n  d[1]", "return d[1]", false),
        ("javascript", "f(x => {\n  return\n  d\n})", "f(x => {\n  return d\n})", false),
        ("javascript", "f(1,\n  2) // two\n\ng()", "f(1, 2)\n  g()", true),
        ("javascript", "s = `a  b`", "s = `a b`", false),
        ("go", "x := 1 /* one\n */ y := 2", "x := 1\ny := 2", true),
        ("kotlin", "val x = a\n- b", "val x = a - b", false),
        ("swift", "a! = b", "a != b", false),
    ])
    func `the same program is noticed through comments and space`(
        _ language: String, _ left: String, _ right: String, _ isSame: Bool
    ) throws {
        let language = try LanguageTable.builtIn.named(language)
        let essences = [left, right].map { ProgramText.essence($0, language: language) }
        #expect((essences[0] == essences[1]) == isSame)
    }

    @Test func `of a language that is not known nothing is taken for a comment, and lines are kept`() {
        func isSame(_ left: String, _ right: String) -> Bool {
            ProgramText.essence(left, language: "mine") == ProgramText.essence(right, language: "mine")
        }
        #expect(isSame("a  =  1", "a = 1"))
        #expect(!isSame("a // b", "a // c"))
        #expect(!isSame("a # b", "a # c"))
        #expect(!isSame("a\n  b", "a\nb"))
        #expect(!isSame("a\nb", "a b"))
    }
}

/// Programs that are the same but for their names.
@Suite struct ProgramShapeTests {
    @Test(arguments: [
        ("python", "n = int(input())\nprint(n * n)", "count = int( input() )\nprint(count*count) # square", true),
        ("python", "a, b = 1, 2\nprint(a - b)", "x, y = 1, 2\nprint(y - x)", false),
        ("python", "print(min(x))", "print(max(x))", false),
        ("python", "a.append(1)", "a.extend(1)", false),
        ("python", "def solve(k):\n    return k\n", "def answer(value):\n  return value\n", true),
        ("python", "print('a')", "print('b')", false),
        ("cpp", "int main() { int n; std::cin >> n; }", "int main() {\n  int count;\n  std::cin >> count;\n}", true),
        ("cpp", "int n; long m;", "int n; int m;", false),
        ("cpp", "p->left = 1.5e3;", "q->left = 1.5e3;", true),
        ("cpp", "p->left = 1;", "p->right = 1;", false),
    ])
    func `programs that differ in names alone have one shape`(
        _ language: String, _ left: String, _ right: String, _ isSame: Bool
    ) throws {
        let language = try LanguageTable.builtIn.named(language)
        let shapes = [left, right].map { ProgramText.shape($0, language: language) }
        #expect((shapes[0] == shapes[1]) == isSame)
    }
}
