import Judging
import Problems
import Testing

@testable import Orchestration

/// What goes wrong is shown at the line of the candidate's own program, whatever runs it.
@Suite(.needsJudge) struct SourceLineTests {
    private static let function = Problem(
        id: "add", title: "Add", statement: "Add two numbers.",
        interface: .functional(
            name: "add", starterCode: "class Solution:\n    def add(self, a: int, b: int) -> int:\n"),
        comparison: .json, publicTests: [Programs.test("01", "1\n2\n", "3")])

    private static func evidence(_ program: String, _ language: String, _ problem: Problem) async throws -> String {
        let language = try LanguageTable.builtIn.named(language)
        let submission = Submission(name: "explore 1", source: program, language: language)
        let trace = try await RealJudge.make().trace(submission, on: problem)
        return Evidence(
            title: "Explore 1", remarks: [], program: program, showsProgram: false, trace: trace, relation: nil,
            problem: problem, language: language, tokens: 2000
        ).full
    }

    @Test func `an exception of a Python program`() async throws {
        let evidence = try await Self.evidence(
            "n = int(input())\n\nraise ValueError('no')\n", "python", Programs.problem)
        #expect(evidence.contains("ValueError: no (line 3 of the program)"), "\(evidence)")
        #expect(evidence.contains("line 3, in <module>"))
        #expect(!evidence.contains("atlas_"))
    }

    @Test func `an exception of a Python function`() async throws {
        let program = "class Solution:\n    def add(self, a, b):\n        return a + undefined\n"
        let evidence = try await Self.evidence(program, "python", Self.function)
        #expect(evidence.contains("(line 3 of the program)"), "\(evidence)")
        #expect(!evidence.contains("atlas_"))
    }

    @Test func `a syntax error of a Python program`() async throws {
        let evidence = try await Self.evidence("n = 1\nif n\n    print(n)\n", "python", Programs.problem)
        #expect(evidence.contains("line 2"), "\(evidence)")
    }

    @Test func `an error of the C++ compiler`() async throws {
        let program = "#include <iostream>\n\nint main() { return nothing; }\n"
        let evidence = try await Self.evidence(program, "cpp", Programs.problem)
        #expect(evidence.contains("CE, does not compile"))
        #expect(evidence.contains(":3:"), "\(evidence)")
    }
}
