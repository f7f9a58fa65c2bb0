import Judging
import Testing

@testable import Orchestration

@Suite struct RelationTests {
    private typealias Earlier = (n: Int, program: String, trace: CandidateTrace?)

    private static func outputs(_ outputs: String...) -> CandidateTrace {
        EvidenceTests.trace(
            outputs.enumerated().map { index, output in
                EvidenceTests.test("0\(index + 1)", output == "6" ? .accepted : .wrongAnswer, actual: output)
            })
    }

    private static func relation(_ trace: CandidateTrace?, _ earlier: [Earlier]) throws -> Relation? {
        Relation("new", trace, language: try LanguageTable.builtIn.named("python"), earlier: earlier)
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
        #expect(relation?.differences == [.init(explore: 2, test: "01", this: "does not compile", other: "gives 6")])
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
    ])
    func `the same program is noticed through comments and space`(
        _ language: String, _ left: String, _ right: String, _ isSame: Bool
    ) throws {
        let language = try LanguageTable.builtIn.named(language)
        let essences = [left, right].map { ProgramText.essence($0, language: language) }
        #expect((essences[0] == essences[1]) == isSame)
    }
}
