import Foundation
import Testing

@testable import Problems

/// Statements as people copy them from the sites; all texts are our own, only their form is the sites'.
@Suite struct PastedStatementTests {
    private typealias Sample = PastedStatement.Sample

    @Test func `numbered samples with an explanation after the output`() {
        let statement = PastedStatement(
            """
            A - Two Cups
            Time Limit: 2 sec / Memory Limit: 1024 MiB

            Problem Statement
            Add A and B.

            Input
            The input is given in the following format:
            A B

            Output
            Print the sum.

            Sample Input 1
            Copy
            1 2

            Sample Output 1
            Copy
            3

            One and two are three.

            Sample Input 2
            Copy
            10 -3

            Sample Output 2
            Copy
            7
            """)
        #expect(statement.title == "A - Two Cups")
        #expect(statement.samples == [Sample(input: "1 2\n", output: "3\n"), Sample(input: "10 -3\n", output: "7\n")])
        #expect(statement.cpuMilliseconds == 2000)
        #expect(statement.memoryKiB == 1024 * 1024)
        #expect(statement.tolerance == nil)
    }

    @Test func `limits as Japanese statements have them`() {
        let statement = PastedStatement("A - 和\n実行時間制限: 3 sec / メモリ制限: 512 MiB\n\n入力例 1\n1\n\n出力例 1\n2\n")
        #expect(statement.cpuMilliseconds == 3000)
        #expect(statement.memoryKiB == 512 * 1024)
    }

    @Test func `Input and Output below Examples, beside sections of the same names`() {
        let statement = PastedStatement(
            """
            C. Shelves
            time limit per test1.5 seconds
            memory limit per test256 megabytes
            inputstandard input
            outputstandard output

            Input
            The first line contains n.

            Output
            Print one number.

            Examples
            InputCopy
            3
            1 2 3

            OutputCopy
            6
            InputCopy
            1

            5
            OutputCopy
            5
            Note
            Shelves are shelves.
            """)
        #expect(
            statement.samples == [
                Sample(input: "3\n1 2 3\n", output: "6\n"), Sample(input: "1\n\n5\n", output: "5\n"),
            ])
        #expect(statement.cpuMilliseconds == 1500)
        #expect(statement.memoryKiB == 256 * 1024)
    }

    @Test func `Markdown with fenced blocks, blank lines in them included`() {
        let statement = PastedStatement(
            """
            # Rows

            Print what you read. Your answer is right if its absolute or relative error is at most $10^{-6}$.

            ## Sample Input 1

            ```
            2

            x
            ```

            ## Sample Output 1

            ```
            a

            b
            ```

            ## Constraints
            None.
            """)
        #expect(statement.title == "Rows")
        #expect(statement.samples == [Sample(input: "2\n\nx\n", output: "a\n\nb\n")])
        #expect(statement.tolerance == Self.tolerance(1e-6, "both"))
    }

    private static func tolerance(_ value: Double, _ kind: String) -> StatedTolerance? {
        guard kind != "none" else { return nil }
        return StatedTolerance(value: value, isAbsolute: kind != "relative", isRelative: kind != "absolute")
    }

    @Test(arguments: [
        ("Print it within 10^-6 absolute or relative error.", 1e-6, "both"),
        ("Print it with a relative or absolute error of at most 0.000001.", 1e-6, "both"),
        ("Answers within 10-5 of the actual answer will be accepted.", 1e-5, "absolute"),
        ("The absolute or relative error must not exceed 10⁻⁶.", 1e-6, "both"),
        ("The absolute or relative\nerror must be less than 1E-6.", 1e-6, "both"),
        ("An absolute or relative error up to $10^{-6}$ is ignored.", 1e-6, "both"),
        ("Your answer is correct if its absolute or relative error does not exceed 10−4.", 1e-4, "both"),
        ("An answer with a relative error below \\(5 \\times 10^{-7}\\) is accepted.", 5e-7, "relative"),
        ("Print the answer with absolute error no more than 1e-5.", 1e-5, "absolute"),
        ("The output may differ from the judges' by 10<sup>-9</sup>.", 1e-9, "absolute"),
        ("Print the answer to an error of 0.01 at most.", 0.01, "absolute"),
        ("The error must not exceed 10^{-6}.", 1e-6, "absolute"),
        ("An error of at most 0.000001 is tolerated.", 1e-6, "absolute"),
        ("0.01 ≤ p ≤ 1\nOutput\nThe answer, with an absolute error of at most 1e-3.", 1e-3, "absolute"),
        ("絶対誤差または相対誤差が 10^{-6} 以下であれば正解とみなされる。", 1e-6, "both"),
        ("A sensor has an error of 0.01. Print how often it is wrong.", 0, "none"),
        ("Print the absolute value of the relative speed. The first speed is 0.05.", 0, "none"),
        ("Print the pairs whose difference is at most 0.1.", 0, "none"),
        ("Print the points that are within 0.1 of the line.", 0, "none"),
        ("Print the answer. It is at least 10^-6.", 0, "none"),
    ])
    func `a tolerance as statements state it`(_ sentence: String, _ value: Double, _ kind: String) throws {
        let statement = PastedStatement("Sum\nAdd two numbers.\n\n\(sentence)\n\nNotes\nNone.\n")
        #expect(statement.tolerance == Self.tolerance(value, kind))
        guard case .tokens(let rule) = try statement.problem().comparison else { return }
        #expect(rule.absoluteTolerance == (["both", "absolute"].contains(kind) ? value : nil))
        #expect(rule.relativeTolerance == (["both", "relative"].contains(kind) ? value : nil))
    }

    @Test(arguments: [
        "Example 1:\nInput: 3 4\nOutput: 7\nExplanation: 3 and 4.\n",
        "Example\n\nInput:\n3 4\n\nOutput:\n7\n",
        "Sample Input\n3 4\nSample Output\n7\n",
        "**Input 1**\n```\n3 4\n```\n**Output 1**\n```\n7\n```\n",
        "Sample Input #1:\n3 4\n\nSample Output #1:\n7\n\nHint\nAdd.\n",
        "入力例 1\n3 4\n\n出力例 1\n7\n",
    ])
    func `other usual forms`(_ text: String) {
        let statement = PastedStatement("Sum\nAdd two numbers.\n\n\(text)")
        #expect(statement.samples == [Sample(input: "3 4\n", output: "7\n")])
    }

    @Test(arguments: [
        ("If there are several answers, print any of them.", true), ("Print any valid order.", true),
        ("If multiple solutions exist, output any.", true), ("Any correct answer will be accepted.", true),
        ("You may output the numbers in any order.", true), ("Если ответов несколько, выведите любой.", true),
        ("There may be multiple answers; print the smallest one. If several are, print any.", true),
        ("If there are multiple answers, print the lexicographically smallest.", false),
        ("The answer is unique. There are not multiple solutions.", false), ("Do not print any debugging.", false),
        ("The edges are given in any order.", false), ("Print the number of ways.", false),
        ("Is there any path?", false), ("Print anything else and you lose.", false),
        ("Several queries are given. Answer each.", false),
        ("If there are several solutions, you may choose any of them.", true), ("Any of them can be printed.", true),
        ("The checker accepts any optimal solution.", true), ("Print the tasks in any valid order.", true),
        ("Note that any valid answer is right.", true), ("Any such pair is accepted.", true),
        ("It can be shown that for any valid input the answer fits in 64 bits.", false),
        ("Note that, for any such list, the sum is positive.", false),
        ("Output the maximum value that she can reach after any possible sequence of moves.", false),
        ("Alice will never find any mistake in it.", false), ("She is unable to find any path.", false),
        ("If any of them is zero, print -1.", false), ("Alice may make any valid move.", false),
        ("For any of these lists print the sum.", false),
        ("If there are multiple possible answers, provide any of them.", true),
        ("If there are several optimal solutions, you may choose any of them.", true),
        ("If there exist multiple such permutations, choose any of them.", true),
        ("If several solutions exist, any of them will be considered correct.", true),
        ("Any of these answers will be judged as correct.", true),
        ("If there are multiple valid strings, you can construct any such string.", true),
        ("Any valid path will do.", true), ("There are several stones; you may choose any stone.", false),
        ("In one move choose any of these stones.", false), ("If there are many tests, never skip any.", false),
    ])
    func `several answers are seen where a statement says so`(_ text: String, _ areSeveral: Bool) throws {
        let statement = PastedStatement("Split\n\n\(text)\n\nSample Input 1\n1\n\nSample Output 1\n1\n")
        #expect(statement.hasSeveralAnswers == areSeveral)
        #expect(try statement.problem().hasUncheckedAnswers == areSeveral)
    }

    @Test func `inputs of samples that have no output are counted`() {
        let statement = PastedStatement(
            "Add.\n\nSample Input 1\n1 2\n\nSample Input 2\n3 4\n\nSample Output 2\n7\n\nSample Input 3\n5 6\n")
        #expect(statement.samples.map(\.output) == ["7\n"])
        #expect(statement.inputsWithoutOutput == 2)
        #expect(PastedStatement("Input\nTwo numbers.\n\nOutput\nTheir sum.").inputsWithoutOutput == 0)
    }

    @Test(arguments: [
        // Kattis, as a browser copies its table; Timus.
        "Sample Input 1\tSample Output 1\n3 4\n1\n\t\n7\n8\n\nAn explanation.\n",
        "Sample\ninput\toutput\n3 4\n1\t7\n8\n\nProblem Author: N.N.\n",
        // CodeChef.
        "### Sample 1:\nInput\nOutput\n\n```\n3 4\n1\n```\n\n```\n7\n8\n```\n",
        "### Sample 1:\nInput\n```\n3 4\n1\n```\nOutput\n```\n7\n8\n```\n### Explanation:\nNone.\n",
        // Luogu.
        "## 输入格式\n两个数。\n## 输出格式\n和。\n## 输入输出样例 #1\n\n### 输入 #1\n\n```\n3 4\n1\n```\n\n### 输出 #1\n\n```\n7\n8\n```\n## 说明/提示\n无。",
        "输入输出样例\n输入 #1\n复制\n3 4\n1\n输出 #1\n复制\n7\n8\n说明/提示\n无。\n",
        // AcWing, and others in Chinese.
        "#### 输入样例：\n```\n3 4\n1\n```\n#### 输出样例：\n```\n7\n8\n```\n",
        "【样例1输入】\n3 4\n1\n【样例1输出】\n7\n8\n【数据范围】\n无。\n",
        // Library Checker.
        "## Sample\n\n### # 1\n\n```\n3 4\n1\n```\n\n```\n7\n8\n```\n",
    ])
    func `forms of sites in which headings stand together or in Chinese`(_ text: String) {
        let statement = PastedStatement("Sum\nAdd two numbers.\n\n\(text)")
        #expect(statement.samples == [Sample(input: "3 4\n1\n", output: "7\n8\n")])
        #expect(statement.inputsWithoutOutput == 0)
        #expect(statement.unreadHeadings == [])
    }

    @Test(arguments: [
        // Rows of columns: each may be a sample, or a line of one.
        ("Sample Input 1\tSample Output 1\n3 4\t7\n5 6\t11\n", "Sample Input 1\tSample Output 1"),
        ("Sample Input    Sample Output\n3 4             7\n", "Sample Input    Sample Output"),
        ("| Input | Output |\n|---|---|\n| 3 4 | 7 |\n", "| Input | Output |"),
        ("### Sample 1:\nInput\nOutput\n3 4\n7\n", "Input"),
        ("## Example\nAdding 3 and 4 gives 7.\n", "## Example"),
    ])
    func `what reads as a heading of samples is told where none is sure`(_ text: String, _ heading: String) {
        let statement = PastedStatement("Sum\nAdd two numbers.\n\n\(text)")
        #expect(statement.samples == [])
        #expect(statement.unreadHeadings == [heading])
    }

    @Test func `an empty fenced block is an empty text`() {
        let statement = PastedStatement(
            """
            Sum

            Sample Input 1
            ```
            3 4
            ```
            Sample Output 1
            ```
            7
            ```
            Sample Input 2
            ```
            ```
            Sample Output 2
            ```
            0
            ```
            """)
        #expect(statement.samples == [Sample(input: "3 4\n", output: "7\n"), Sample(input: "", output: "0\n")])
        #expect(statement.inputsWithoutOutput == 0)
    }

    @Test(arguments: [
        ("This is an interactive problem.", true), ("Interactive task: guess it.", true),
        ("Unlike problem C, this is not an interactive problem.", false),
        ("This isn't an interactive problem.", false), ("A non-interactive problem.", false),
        ("Unlike the interactive problem of last year, all is known. ", false),
        ("This is not an interactive problem in disguise: it is an interactive problem.", true),
        ("Ask `? i`. After each line call fflush(stdout), or get Idleness Limit Exceeded.", true),
        ("Print a line and flush the output. If you do not, the verdict is Idleness limit exceeded.", true),
        ("Toilets flush every n minutes. Print how often.", false),
    ])
    func `a statement says whether a program talks to an interactor`(_ text: String, _ isInteractive: Bool) {
        #expect(PastedStatement("Guess\n\n\(text)\n").isInteractive == isInteractive)
    }

    @Test func `a statement without samples is a problem without tests`() throws {
        let problem = try PastedStatement("Sum of Two\n\nInput: two numbers.\nOutput: their sum.\n").problem()
        #expect(problem.id == "sum-of-two")
        #expect(problem.allTests.isEmpty)
        #expect(problem.statement.contains("their sum"))
    }

    @Test func `interactive problems and empty texts are refused with a reason`() {
        #expect(throws: ProblemError.self) { try PastedStatement(" \n").problem() }
        do {
            _ = try PastedStatement("Guess\nThis is an interactive problem.").problem()
            Issue.record("an interactive problem was taken")
        } catch {
            #expect("\(error)" == "Guess: an interactive problem without a local interactor cannot be judged yet")
        }
    }

    @Test func `what the browser sends becomes a problem with a statement from elsewhere`() throws {
        let json = """
            {"name":"A. Sum","group":"G","url":"https://x.org/a","interactive":false,"memoryLimit":256,"timeLimit":1500,
             "tests":[{"input":"1 2\\n","output":"3\\n"}],"testType":"single","input":{"type":"stdin"},
             "output":{"type":"stdout"},"languages":{},"batch":{"id":"b","size":1}}
            """
        let task = try CompanionTask(Data(json.utf8), path: "a.json")
        let problem = try task.problem(statement: "Add.\n\nSample Input\n9 9\nSample Output\n18\n")
        #expect(problem.id == "a-sum")
        #expect(problem.limits.cpuMilliseconds == 1500)
        #expect(problem.limits.memoryKiB == 256 * 1024)
        #expect(problem.publicTests.count == 1)
        #expect(try problem.publicTests[0].input.load() == Data("1 2\n".utf8))
        #expect(throws: ProblemError.self) { try task.problem(statement: nil) }
        var interactive = task
        interactive.interactive = true
        #expect(throws: ProblemError.self) { try interactive.problem(statement: "Add.") }
        #expect(throws: ProblemError.self) { try CompanionTask(Data("{}".utf8), path: "a.json") }
        #expect(CompanionTask.isLikely(Data(" \n{".utf8)))
        #expect(!CompanionTask.isLikely(Data("Sum {".utf8)))
    }
}
