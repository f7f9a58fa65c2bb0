import Problems
import Sandbox
import Testing

@testable import Judging

/// What real runtimes tell of an exception; languages that are not installed are skipped, and said so.
@Suite struct ErrorLineTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let language: String
        let source: String
        let line: Int
        let message: String

        var testDescription: String { "\(language): \(message)" }
    }

    static let rows = [
        Row(
            language: "python", source: "def f(d):\n    return [1][d]\n\nf(3)\n", line: 2,
            message: "IndexError: list index out of range"),
        Row(
            language: "python", source: "def f():\n    raise ValueError('boom\\nline2')\nf()\n", line: 2,
            message: "ValueError: boom"),
        Row(
            language: "java",
            source: """
                import java.util.*;
                public class Sol {
                  static int f(int d) {
                    return new int[1][d];
                  }
                  public static void main(String[] a) {
                    f(3);
                  }
                }
                """.replacing("new int[1][d]", with: "new ArrayList<Integer>().get(d)"), line: 4,
            message: "IndexOutOfBoundsException"),
        Row(
            language: "java",
            source: """
                public class Main {
                  static void f() {
                    throw new IllegalStateException("boom\\nline2");
                  }
                  public static void main(String[] a) {
                    f();
                  }
                }
                """, line: 3, message: "java.lang.IllegalStateException: boom"),
        Row(
            language: "java",
            source: """
                public class Main {
                  static int f(String s) {
                    return Integer.parseInt(s);
                  }
                  public static void main(String[] a) {
                    try { f("x"); } catch (Exception e) { throw new RuntimeException(e); }
                  }
                }
                """, line: 3, message: "Caused by: java.lang.NumberFormatException"),
        Row(
            language: "javascript", source: "function f() {\n  return undefined.x;\n}\n\nf();\n", line: 2,
            message: "TypeError: Cannot read properties of undefined"),
        Row(
            language: "javascript", source: "function f() {\n  throw new Error('boom\\nline2');\n}\nf();\n", line: 2,
            message: "Error: boom"),
        Row(
            language: "rust",
            source: "fn f(d: usize) -> i32 {\n    vec![1][d]\n}\nfn main() {\n    println!(\"{}\", f(3));\n}\n",
            line: 2, message: "index out of bounds: the len is 1 but the index is 3"),
        Row(
            language: "rust", source: "fn main() {\n    assert_eq!(1, 2);\n}\n", line: 2,
            message: "assertion `left == right` failed"),
        Row(
            language: "swift", source: "func f() -> Int {\n    fatalError(\"boom\\nline2\")\n}\nprint(f())\n", line: 2,
            message: "Fatal error: boom"),
        Row(
            language: "cpp",
            source: "#include <cassert>\nvoid f(int d) {\n    assert(d == 0);\n}\nint main() {\n    f(3);\n}\n",
            line: 3, message: "Assertion `d == 0' failed"),
        Row(
            language: "c", source: "#include <assert.h>\nint main(void) {\n    assert(0);\n}\n", line: 3,
            message: "Assertion `0' failed"),
        Row(
            language: "go",
            source:
                "package main\n\nfunc f(a []int) int {\n\treturn a[3]\n}\n\nfunc main() {\n\tprintln(f([]int{1}))\n}\n",
            line: 4, message: "panic: runtime error: index out of range"),
        Row(
            language: "kotlin",
            source: "fun f(s: String): Int {\n    return s.toInt()\n}\nfun main() {\n    println(f(\"x\"))\n}\n",
            line: 2, message: "NumberFormatException"),
    ]

    @Test(arguments: rows)
    func `a run-time error is told with its first line, and where it happened`(_ row: Row) async throws {
        let bench = try Bench()
        let language = try LanguageTable.builtIn.named(row.language)
        if case .failure(let error) = await bench.toolchains.probe(language).found {
            print("skipped: \(row.language): \(error)")
            return
        }
        var problem = Bench.sum()
        problem.limits = ProblemLimits(cpuMilliseconds: 5_000, memoryKiB: 512 * 1024)
        let report = try await bench.judge(row.source, row.language, on: problem)
        #expect(report.verdict == .runTimeError)
        let test = try #require(report.tests.first)
        #expect(test.line == row.line, "\(test.stderr.text)")
        #expect(test.message?.contains(row.message) == true, "\(test.message ?? "")")
    }
}
