import Foundation
import Testing

@testable import Judging

@Suite struct ExcerptTests {
    @Test func `a short text is kept whole`() {
        let excerpt = Excerpt(Data("hello\n".utf8))
        #expect(excerpt.text == "hello\n")
        #expect(!excerpt.isCut)
    }

    @Test func `a long text keeps both ends, and says how much is missing`() {
        let text = String(repeating: "a", count: 5000) + String(repeating: "z", count: 5000)
        let excerpt = Excerpt(Data(text.utf8))
        #expect(excerpt.text.hasPrefix(String(repeating: "a", count: 3072) + "… (5904 bytes cut) …"))
        #expect(excerpt.text.hasSuffix(String(repeating: "z", count: 1024)))
        #expect(excerpt.totalBytes == 10_000)
    }

    @Test func `bytes that were never kept are counted too`() {
        #expect(Excerpt(Data("abc".utf8), totalBytes: 10).text == "abc… (7 bytes cut) …")
    }

    @Test func `bytes that are not UTF-8 are shown as replacement characters`() {
        #expect(Excerpt(Data([0x61, 0xFF, 0x62])).text == "a\u{FFFD}b")
    }

    @Test(arguments: [
        (
            "Exception in thread \"main\" java.lang.IllegalStateException: boom\nline2\n\tat Main.main(Main.java:3)\n",
            "Exception in thread \"main\" java.lang.IllegalStateException: boom"
        ),
        (
            "Exception in thread \"main\" A: x\ny\n\tat M.f(M.java:3)\nCaused by: B: z\nw\n\tat M.g(M.java:2)\n\t... 1 more\n",
            "Caused by: B: z"
        ),
        ("java.lang.Exception: a\nb\n\tat M.main(M.java:3)\n", "java.lang.Exception: a"),
        (
            "/work/solution.js:3\nthrow 1\n^\n\nTypeError [CODE]: boom\nline2\n    at f (/work/solution.js:3:7)\n\nNode.js v20.1.0\n",
            "TypeError [CODE]: boom"
        ),
        (
            "node:fs:1\n  ^\n\nError: ENOENT: no such file\n    at f (/work/solution.js:3:7) {\n  errno: -2,\n  code: 'X'\n}\n\nNode.js v20\n",
            "Error: ENOENT: no such file"
        ),
        (
            "Traceback (most recent call last):\n  File \"/work/solution.py\", line 1, in <module>\n    f()\n    ~^^\nValueError: boom\nline2\n",
            "ValueError: boom"
        ),
        (
            "thread 'main' panicked at solution.rs:2:5:\nassertion `left == right` failed\n  left: 1\n right: 2\nnote: run with\n",
            "assertion `left == right` failed"
        ),
        (
            "thread 'main' panicked at 'boom', solution.rs:2:5\nnote: run with\n",
            "thread 'main' panicked at 'boom', solution.rs:2:5"
        ),
        ("panic: boom\n\tmore\n\ngoroutine 1 [running]:\nmain.main()\n\t/work/solution.go:4 +0x1d\n", "panic: boom"),
        ("terminate called after throwing an instance of 'E'\n  what():  boom\nline2\n", "what():  boom"),
        ("solution/solution.swift:3: Fatal error: boom\nline2\n", "solution/solution.swift:3: Fatal error: boom"),
        (
            "Unhandled Exception:\nSystem.Exception: boom\nline2\n  at P.Main () [0x0] in <0>:0 \n",
            "System.Exception: boom"
        ),
        ("a\nb\n", "b"), ("", nil),
    ])
    func `the line that tells what went wrong is the exception's first`(_ text: String, _ line: String?) {
        #expect(Excerpt(Data(text.utf8)).tellingLine.map(String.init) == line)
    }
}
