import FoundationEssentials
import Judging
import Problems
import TestSupport
import Testing

@testable import Orchestration

@Suite struct PromptsTests {
    @Test func `placeholders are filled in once`() {
        let text = Prompts.builtIn.text(.repair, ["reason": "{{choices}} {", "choices": "X"])
        #expect(
            text == "That could not be used: {{choices}} {. Answer again, briefly, with one of these lines:\nX")
    }

    @Test func `every prompt is embedded, has a version, and names no benchmark`() {
        for name in Prompts.Name.allCases {
            let text = Prompts.builtIn.text(name)
            #expect(!text.isEmpty)
            #expect(!text.contains("version 1"))
            for benchmark in ["LiveCodeBench", "Codeforces", "AtCoder", "LeetCode"] {
                #expect(!text.contains(benchmark))
            }
        }
        for file in Prompts.builtIn.all {
            #expect(file.version != nil)
            let needed = Prompts.Name(rawValue: file.name)?.indispensable ?? []
            #expect(Set(needed).isSubset(of: file.placeholders), "\(file.name)")
        }
    }

    @Test func `a folder replaces prompts, and the fingerprint tells`() throws {
        let folder = try TemporaryFolder()
        try Self.write("<!-- version 7 -->\nSolve {{name}}.\n", "interface_function", folder)
        let prompts = try Prompts(overriding: folder.path)
        #expect(prompts.text(.interfaceFunction, ["name": "add"]) == "Solve add.")
        #expect(prompts.text(.solver) == Prompts.builtIn.text(.solver))
        #expect(prompts.fingerprint != Prompts.builtIn.fingerprint)
        #expect(Prompts.builtIn.fingerprint.count == 12)
        #expect(prompts.overrides == ["interface_function": "<!-- version 7 -->\nSolve {{name}}.\n"])
        #expect(try Prompts(overrides: prompts.overrides, from: "plan.json") == prompts)
        #expect(prompts.all.first { $0.name == "interface_function" }?.version == 7)
    }

    @Test(arguments: [
        ("solvr.md", "x", "solvr.md: is no prompt; expected one of \"atlas prompts show\""),
        ("notes.txt", "x", "notes.txt: is no prompt; expected NAME.md, one of \"atlas prompts show\""),
        (
            "revise.md", "{{reason}} {{why}}",
            "revise.md: {{why}} is not filled in here; expected {{reason}}, {{alternatives}}"
        ),
        (
            "problem.md", "Hello {statement}",
            "problem.md: has no {{statement}}, without which it makes no sense; expected it in the text"
        ),
        (
            "solver_strategy.md", "{{problem}}",
            "solver_strategy.md: has no {{strategy}}, without which it makes no sense; expected it in the text"
        ),
        ("reflect.md", "<!-- version 2 -->\n\n", "reflect.md: is empty"),
    ])
    func `a folder with a fault is refused in one line that names the file`(
        _ name: String, _ contents: String, _ message: String
    ) throws {
        let folder = try TemporaryFolder()
        try Data(contents.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
        let error = #expect(throws: OrchestrationError.self) { try Prompts(overriding: folder.path) }
        #expect(error.map { "\($0)" } == "\(folder.path)/\(message)")
    }

    @Test func `a folder that is not there is named`() {
        let error = #expect(throws: OrchestrationError.self) { try Prompts(overriding: "/nonexistent") }
        #expect(error.map { "\($0)" }?.hasPrefix("/nonexistent: No such file or directory; ") == true)
    }

    @Test(arguments: [
        ("Read n (1 <= n <= 10^5) and print the n-th Fibonacci number modulo 998244353.", true),
        ("Print 8 for n <= 5 and else 5 times n.", true),
        ("Print it.\n\nExample:\nInput: n = 5\nOutput: 8\n", false),
        ("Print it.\n\n## Sample Input 1\n\n```\n5\n```\n\n## Sample Output 1\n\n```\n8\n```\n", false),
        ("Print it.\n\n5\n8", false),
    ])
    func `a small sample is shown where the statement has its digits by chance alone`(
        _ statement: String, _ isAdded: Bool
    ) throws {
        let problem = Problem(
            id: "fib", title: "Fib", statement: statement, publicTests: [Programs.test("01", "5\n", "8\n")])
        let text = ProblemText(
            problem: problem, language: try LanguageTable.builtIn.named("python"), prompts: .builtIn)
        #expect(try text.text().contains("Example input:\n```\n5\n```\nExpected output:\n```\n8\n```") == isAdded)
    }

    private static func write(_ contents: String, _ name: String, _ folder: TemporaryFolder) throws {
        try Data(contents.utf8).write(to: URL(filePath: "\(folder.path)/\(name).md"))
    }
}
