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
            reason: "no fence, with lines above the first that is unmistakable, and a comment like a label",
            answer: "Add K = 0 to it.\n\n# A constant\nK = 0\n\ndef f():\n    return K\n# Approach: read it\n"
                + "print(input())\n# Approach: done\nIt is fast.",
            program: "# A constant\nK = 0\n\ndef f():\n    return K\n# Approach: read it\nprint(input())\n"),
        Row(
            reason: "C++ without a fence, with a directive before the first include",
            answer: "So:\n#define int long long\n#include <cstdio>\nsigned main() { puts(\"1\"); }\n# Approach: none",
            program: "#define int long long\n#include <cstdio>\nsigned main() { puts(\"1\"); }\n", language: "cpp"),
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

    /// A program of each language, and tags that models put on it.
    static let fences: [(language: String, program: String, tags: [String])] = [
        (
            "javascript", "const t = require('fs').readFileSync(0, 'utf8');\nconsole.log(t);\n",
            ["javascript", "js", "JS", "nodejs", "node", "mjs", "cjs", ""]
        ),
        (
            "rust", "use std::io;\nfn main() { println!(\"1\"); }\n",
            ["rust", "rs", "Rust", "rust,ignore", "rust2021", ""]
        ),
        (
            "java", "import java.util.*;\npublic class Main { public static void main(String[] a) {} }\n",
            ["java", "Java", "java17", "java-21", ""]
        ),
        ("swift", "let n = Int(readLine()!)!\nprint(n)\n", ["swift", "Swift", "swift6", ""]),
        ("go", "package main\nfunc main() {}\n", ["go", "golang", "Go1.22", ""]),
        ("kotlin", "fun main() { println(readln()) }\n", ["kotlin", "kt", ""]),
        ("csharp", "using System;\nclass P { static void Main() {} }\n", ["csharp", "cs", "C#", "c#12", ""]),
        ("c", "#include <stdio.h>\nint main(void) { return 0; }\n", ["c", "C", "c17", "c99", "gcc", ""]),
        (
            "cpp", "#include <iostream>\nint main() {}\n",
            ["cpp", "c++", "cc", "cxx", "C++20", "c++2a", "cpp17", "c", ""]
        ),
        ("cpp17", "#include <iostream>\nint main() {}\n", ["cpp", "c++", "cc", "c++17", ""]),
        ("python", "print(input())\n", ["python", "py", "Python3", "python3.12", "pypy3", "cpython", ""]),
        ("pypy", "print(input())\n", ["python", "py", "pypy", ""]),
    ]

    @Test(arguments: fences)
    func `a fence may have any name of the language, or none`(
        _ language: String, _ program: String, _ tags: [String]
    ) throws {
        for tag in tags {
            let row = Row(reason: "", answer: "So:\n```\(tag)\n\(program)```\n", program: nil, language: language)
            #expect(try Self.read(row).program == program, "\(tag)")
        }
    }

    @Test(arguments: [
        ("c", "c++"), ("c", "c#"), ("java", "javascript"), ("javascript", "java"), ("rust", "text"), ("go", "bash"),
    ])
    func `a fence of another language is no program`(_ language: String, _ tag: String) throws {
        let row = Row(reason: "", answer: "```\(tag)\nint main() { f(1); }\n```", program: nil, language: language)
        #expect(try Self.read(row).program == nil)
    }

    @Test(arguments: ["javascript", "rust", "java", "swift", "c"])
    func `a bare fence with data or a plan is no program`(_ language: String) throws {
        for text in ["1 2 3", "YES\nNO", "1. sort (n log n)\n2. use a heap"] {
            let row = Row(reason: "", answer: "```\n\(text)\n```", program: nil, language: language)
            #expect(try Self.read(row).program == nil, "\(text)")
        }
    }

    @Test func `the last program that reads its input counts, whatever the language calls that`() throws {
        let program = "const t = require('fs').readFileSync(0, 'utf8');\n"
        let row = Row(
            reason: "",
            answer:
                "```js\nconst twice = (x) => x + x; // the idea, which is longer than all of the program below it\n```\n"
                + "```js\n\(program)```\n```js\nf(2);\n```", program: nil, language: "javascript")
        #expect(try Self.read(row).program == program)
    }

    @Test(arguments: [
        ("javascript", "const n = require('fs').readFileSync(0);\nconsole.log(n);\n"),
        ("rust", "use std::io;\nfn main() {}\n"),
        ("java", "import java.util.*;\nclass Main { public static void main(String[] a) {} }\n"),
    ])
    func `a program without any fence is found in other languages too`(_ language: String, _ program: String) throws {
        let row = Row(reason: "", answer: "Here it is:\n\n\(program)CONFIDENCE: 10", program: nil, language: language)
        #expect(try Self.read(row).program == program)
    }

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
        let finder = ProgramFinder(language: try LanguageTable.builtIn.named("python"), interface: .standardStreams)
        let found = try #require(finder.program(in: "```python\nprint(input())"))
        #expect(!found.isClosed && found.program == "print(input())\n")
    }

    private static func read(_ row: Row) throws -> SolverAnswer {
        let interface = row.function.map { ProgramInterface.functional(name: $0, starterCode: "") } ?? .standardStreams
        return SolverAnswer(row.answer, language: try LanguageTable.builtIn.named(row.language), interface: interface)
    }
}
