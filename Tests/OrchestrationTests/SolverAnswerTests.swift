import Judging
import Problems
import Testing

@testable import Orchestration

@Suite struct SolverAnswerTests {
    /// How models answer, and the program that is meant; the reason stands first.
    struct Row: CustomTestStringConvertible, Sendable {
        let reason: String
        let answer: String
        let program: String?
        var language = "python"
        var function: String?
        var testDescription: String { reason }
    }

    static let rows = [
        Row(
            reason: "as asked for",
            answer:
                "Add them.\nAPPROACH: sum\nCOMPLEXITY: O(n)\nCONFIDENCE: 90\n```python\nprint(sum(map(int, input().split())))\n```\n",
            program: "print(sum(map(int, input().split())))\n"),
        Row(
            reason: "an example of use after the program is not the program",
            answer: "```python\nimport sys\nprint(len(sys.stdin.read()))\n```\nExample:\n```python\nsolve(3)\n```",
            program: "import sys\nprint(len(sys.stdin.read()))\n"),
        Row(
            reason: "a corrected program after a first attempt",
            answer:
                "```python\nn = int(input())\nprint(n)\n```\nWait, that is wrong.\n```python\nn = int(input())\nprint(n + 1)\n```",
            program: "n = int(input())\nprint(n + 1)\n"),
        Row(
            reason: "lines quoted from the program to explain them",
            answer:
                "```python\nt = 3\nif t:\n    print(sum(map(int, input().split())))\n```\nThe key line:\n```python\nprint(sum(map(int, input().split())))\n```",
            program: "t = 3\nif t:\n    print(sum(map(int, input().split())))\n"),
        Row(
            reason: "a corrected program without a line of the first attempt",
            answer:
                "```python\nn = int(input())\nn += 1\nprint(n)\n```\nBetter:\n```python\nn = int(input())\nprint(n)\n```",
            program: "n = int(input())\nprint(n)\n"),
        Row(
            reason: "samples in fences of their own",
            answer: "Input:\n```\n3\n1 2 3\n```\nOutput:\n```\n6\n```\n```py\nprint(eval(input()))\n```",
            program: "print(eval(input()))\n"),
        Row(
            reason: "an untagged fence",
            answer: "Here it is:\n```\nfrom sys import stdin\nprint(stdin.read())\n```",
            program: "from sys import stdin\nprint(stdin.read())\n"),
        Row(
            reason: "cut off in the middle of the program",
            answer: "```python\nn = int(input())\nfor i in range(n",
            program: "n = int(input())\nfor i in range(n\n"),
        Row(
            reason: "a fence indented in a list",
            answer: "1. Code:\n   ```python\n   for _ in range(2):\n       print(input())\n   ```",
            program: "for _ in range(2):\n    print(input())\n"),
        Row(
            reason: "no fence at all",
            answer:
                "Here is the solution:\n\nimport sys\n\nprint(sum(map(int, sys.stdin.read().split())))\n\n**CONFIDENCE:** 80%",
            program: "import sys\n\nprint(sum(map(int, sys.stdin.read().split())))\n"),
        Row(
            reason: "carriage returns",
            answer: "```python\r\nprint(input())\r\n```\r\n",
            program: "print(input())\n"),
        Row(
            reason: "the language's name inside the fence",
            answer: "```\npython\nprint(input())\n```",
            program: "print(input())\n"),
        Row(
            reason: "thinking with a draft is not the answer",
            answer: "<think>\n```python\nprint(input() + 'draft')\n```\n</think>\n```python\nprint(input())\n```",
            program: "print(input())\n"),
        Row(
            reason: "thinking that never ends",
            answer: "<think>\n```python\nprint(input())\n```",
            program: nil),
        Row(reason: "prose only", answer: "I cannot solve this. For each number, add it. If odd, stop.", program: nil),
        Row(reason: "only sample data in a fence", answer: "The output is\n```\n1 2 3\n```", program: nil),
        Row(reason: "only a shell command", answer: "```bash\npython3 a.py\n```", program: nil),
        Row(reason: "nothing", answer: "", program: nil),
        Row(
            reason: "a tilde fence with attributes",
            answer: "~~~{.python}\nprint(input())\n~~~",
            program: "print(input())\n"),
        Row(
            reason: "backticks inside a longer fence",
            answer: "````python\ns = '''\n```\n'''\nprint(s, input())\n````",
            program: "s = '''\n```\n'''\nprint(s, input())\n"),
        Row(
            reason: "C++ by another of its names",
            answer:
                "```c++\n#include <iostream>\nint main() { int a; std::cin >> a; std::cout << a; }\n```\n```cpp\nint x;\n```",
            program: "#include <iostream>\nint main() { int a; std::cin >> a; std::cout << a; }\n", language: "cpp"),
        Row(
            reason: "C++ without a fence",
            answer: "#include <cstdio>\nint main() { puts(\"1\"); }\nCONFIDENCE: 10",
            program: "#include <cstdio>\nint main() { puts(\"1\"); }\n", language: "cpp"),
        Row(
            reason: "a function, then a test of it",
            answer:
                "```python\nclass Solution:\n    def add(self, a, b):\n        return a + b\n```\n```python\nprint(Solution())\n```",
            program: "class Solution:\n    def add(self, a, b):\n        return a + b\n", function: "add"),
    ]

    @Test(arguments: rows)
    func `the program is found in what models write`(_ row: Row) throws {
        let answer = try Self.read(row)
        #expect(answer.program == row.program)
    }

    @Test func `labels are read however they are decorated`() throws {
        let answer = try Self.read(
            Row(
                reason: "",
                answer: """
                    ### Reasoning
                    Prefix sums do it.

                    **APPROACH:** prefix sums
                    - **Complexity**: `O(n log n)`
                    **Confidence**: **85%**
                    ```python
                    print(input())
                    ```
                    """, program: nil))
        #expect(answer.approach == "prefix sums")
        #expect(answer.claimedComplexity == "O(n log n)")
        #expect(answer.confidence == 0.85)
        #expect(answer.reasoning == "### Reasoning Prefix sums do it.")
    }

    @Test func `a label's value may stand on the next line`() throws {
        let answer = try Self.read(
            Row(reason: "", answer: "APPROACH:\nTwo pointers\nCONFIDENCE: high\n", program: nil))
        #expect(answer.approach == "Two pointers")
        #expect(answer.confidence == 0.9)
    }

    @Test(arguments: [
        ("90", 0.9), ("90%", 0.9), ("0.75", 0.75), ("9/10", 0.9), ("8 / 10", 0.8), ("about 70 percent", 0.7), ("1", 1),
        ("100", 1), ("95/100", 0.95), ("Low", 0.3), ("250", 1), ("certain", nil),
    ])
    func `confidence is read as a share`(_ text: String, _ share: Double?) {
        #expect(SolverAnswer.confidence(text) == share)
    }

    @Test func `a program without its closing fence counts as cut`() throws {
        let answer = try Self.read(Row(reason: "", answer: "```python\nprint(input())", program: nil))
        #expect(!answer.isProgramClosed)
    }

    private static func read(_ row: Row) throws -> SolverAnswer {
        let interface = row.function.map { ProgramInterface.functional(name: $0, starterCode: "") } ?? .standardStreams
        return SolverAnswer(row.answer, language: try LanguageTable.builtIn.named(row.language), interface: interface)
    }
}
