import Foundation
import Problems
import Sandbox
import TestSupport
import Testing

@testable import Judging

/// The language table, the user's file, and every toolchain that is installed.
@Suite struct LanguageTests {
    /// Adds two numbers.
    private static let sums = [
        "py": "print(sum(map(int, input().split())))",
        "cpp": "#include <bits/stdc++.h>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b; }",
    ]

    @Test(arguments: ["pypy", "cpp17", "cpp23", "cpp-clang", "cpp17-clang", "cpp23-clang"])
    func `a row without files of its own compiles and runs`(_ id: String) async throws {
        let bench = try Bench()
        let language = try LanguageTable.builtIn.named(id)
        if case .failure(let error) = await bench.toolchains.probe(language).found {
            print("skipped: \(id): \(error)")
            return
        }
        let source = try #require(Self.sums[language.functions == .python ? "py" : "cpp"])
        let report = try await bench.judge(source, id, on: Bench.sum())
        #expect(report.verdict == .accepted, "\(report.message ?? "")")
    }

    @Test func `ids, aliases and suffixes belong to one language each`() {
        let rows = LanguageTable.builtIn.rows
        let names = rows.flatMap { [$0.id] + $0.aliases }
        let suffixes = rows.flatMap(\.suffixes)
        #expect(Set(names).count == names.count)
        #expect(Set(suffixes).count == suffixes.count)
        #expect(rows.count >= 12)
    }

    @Test func `a user's file adds a language and changes another`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            """
            languages:
              shell:
                name: POSIX shell
                suffixes: [sh]
                source: solution.sh
                interpreter: {programs: [/bin/sh], version: [-c, "echo sh 1"]}
                run: "{interpreter} {source}"
              python:
                name: My Python
              cpp-debug:
                like: cpp
                name: C++20 with checks
                flags: [-std=gnu++20, -O1, -D_GLIBCXX_DEBUG]
            """, to: "languages.yaml")
        let table = try LanguageTable.load(file: file, environment: [:])
        #expect(try table.named("python").name == "My Python")
        #expect(try table.named("python").functions == .python)
        #expect(try table.named("cpp-debug").compilation?.flags.last == "-D_GLIBCXX_DEBUG")
        for (file, id) in [("a.cpp", "cpp"), ("a.C", "cpp"), ("a.c", "c"), ("A.PY", "python"), ("a.py3", "python")] {
            #expect(try table.language(ofFile: file).id == id)
        }
        let shell = try table.language(ofFile: "a.sh")
        let bench = try Bench()
        let submission = Submission(name: "a.sh", source: "read a b\necho $((a + b))\n", language: shell)
        let problem = Bench.sum()
        let report = try await bench.judge.judge(submission, on: problem, tests: problem.allTests)
        #expect(report.verdict == .accepted, "\(report.message ?? "")")
    }

    @Test(arguments: [
        ("languages: [a]", ":1: \"languages\" is a list; expected keys with values"),
        (
            "languages:\n  python: {}\nlangauges: {}",
            ":3: \"langauges\" is no key of the file; did you mean \"languages\"?"
        ),
        ("languages:\n  x: python", ":2: \"languages.x\" is \"python\"; expected keys with values"),
        (
            "languages:\n  go:\n    compiler: {programs: [go], versoin: [version]}",
            ":3: \"versoin\" is no key of \"compiler\" of \"go\"; did you mean \"version\"?"
        ),
        (
            "languages:\n  python:\n    environment: none",
            ":3: \"environment\" of \"python\" is \"none\"; expected keys with values"
        ),
        (
            "languages:\n  cpp:\n    flags: -O2 -g",
            ":3: \"flags\" of \"cpp\" is \"-O2 -g\"; expected a list of texts"
        ),
        (
            "languages:\n  x:\n    name: X\n    source: x.x\n    run: \"{interpreter}\"",
            "missing, and so is \"compiler\""
        ),
        ("languages:\n  python:\n    compil: a", ":3: \"compil\" is no key of \"python\"; did you mean \"compile\"?"),
        (
            "languages:\n  python:\n    memory_extra_mib: much",
            ":3: \"memory_extra_mib\" of \"python\" is \"much\"; expected a whole number from 0 to 65536"
        ),
        (
            "languages:\n  python:\n    error_line: \"(\"",
            ":3: \"error_line\" of \"python\" is \"(\"; expected a regular expression"
        ),
        (
            "languages:\n  python:\n    error_frame: top",
            ":3: \"error_frame\" of \"python\" is \"top\"; expected first or last"
        ),
        ("languages:\n  x:\n    like: y", ":3: \"like\" of \"x\" is \"y\"; expected the id of another language"),
        ("languages:\n  python: {like: cpp}\n  cpp: {like: python}", "expected the id of another language"),
        (
            "languages:\n  mine: {like: python, name: M, suffixes: [mine, py]}",
            ":2: \"suffixes\" of \"mine\" is a list with \"py\", which \"python\" has; expected suffixes of its own; "
                + "name the others of \"python\" anew to take this one from it"
        ),
        (
            "languages:\n  python:\n    run: \"{interpreter} -I {sorce}\"",
            ":3: \"run\" of \"python\" is a command with {sorce}, which is no placeholder there; "
                + "expected {interpreter}, {source}, {class}, {memory_mib}"
        ),
        (
            "languages:\n  cpp:\n    compile: \"{compiler} -X{flags} {source}\"",
            ":3: \"compile\" of \"cpp\" is a command with {flags}, which is no placeholder there; "
                + "expected {compiler}, {compiler_folder}, {source}, {class}, or as words of their own {flags}, {header}"
        ),
        ("languages:\n  - a: [", ":3: did not find expected node content; expected YAML"),
    ])
    func `a mistake in a user's file is named with its place`(_ text: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "mine.yaml")
        do throws(JudgingError) {
            _ = try LanguageTable.load(file: file, environment: [:])
            Issue.record("accepted")
        } catch {
            #expect(error.description.hasPrefix(file), "\(error)")
            #expect(error.description.contains(message), "\(error)")
        }
    }

    @Test(arguments: ["", "# nothing\n", "languages:\n", "languages: {python: }\n", "languages: {cpp: {flags: }}\n"])
    func `a file that changes nothing is one`(_ text: String) throws {
        let folder = try TemporaryFolder()
        let table = try LanguageTable.load(file: try folder.write(text, to: "mine.yaml"), environment: [:])
        #expect(table.rows.map(\.id) == LanguageTable.builtIn.rows.map(\.id))
        #expect(try table.named("cpp").compilation?.flags == LanguageTable.builtIn.named("cpp").compilation?.flags)
    }

    @Test func `a fence may have the names of a user's rows and of what they are like`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "languages:\n  mine: {like: rust, name: M, aliases: [MyRust]}\n"
                + "  ruby: {name: R, suffixes: [rb], source: s.rb, interpreter: {programs: [ruby]}, run: \"{interpreter} {source}\"}",
            to: "mine.yaml"
        )
        let table = try LanguageTable.load(file: file, environment: [:])
        #expect(try table.named("mine").fenceTags == ["mine", "myrust", "rust", "rs"])
        #expect(try table.named("rust").fenceTags == ["mine", "myrust", "rust", "rs"])
        #expect(try table.named("ruby").fenceTags == ["ruby", "rb"])
        #expect(try table.named("cpp17").fenceTags.isSuperset(of: ["cpp", "cc", "cxx", "c++", "c++17", "g++"]))
        #expect(try table.named("c").fenceTags == ["c", "c17", "gcc"])
    }

    @Test func `a suffix may be taken from another language`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "languages:\n  python: {suffixes: []}\n  mine: {like: python, name: M, suffixes: [py]}", to: "mine.yaml")
        #expect(try LanguageTable.load(file: file, environment: [:]).language(ofFile: "a.py").id == "mine")
    }

    @Test func `a time multiplier of a language that is not there is named with its place`() async throws {
        var problem = Bench.sum(
            limits: ProblemLimits(cpuMultipliers: ["pyhton": 2], multipliersPlace: "a/atlas.yaml:3"))
        let known = LanguageTable.builtIn.rows.map(\.id)
        let error = JudgingError.unknownMultiplier(place: "a/atlas.yaml:3", language: "pyhton", known: known)
        #expect(error.description.hasPrefix("a/atlas.yaml:3: \"time_multipliers\" names \"pyhton\"; expected ids of"))
        await #expect(throws: error) { try await Bench().judge("print(3)", "python", on: problem) }
        problem.limits.cpuMultipliers = ["python": 2]
        #expect(try await Bench().judge("print(3)", "python", on: problem).verdict == .wrongAnswer)
    }

    @Test(arguments: [
        ("public class A {}", "A", "A"), ("class B {}\npublic final class A {}", "A", "A"),
        ("// public class X {}\n/* public class Y */ class C { String s = \"public class Z {\"; }", "C", "C"),
        (
            "class Helper { void f() { main(); } }\nclass Prog { public static void main(String[] a) {} }", "Prog",
            "Prog"
        ),
        ("import java.util.*;\npublic record R(int a) {}", "R", "R"),
        ("class Outer { public static class Inner {} }", "Outer", "Outer"),
        ("/* a */ package foo.bar;\nimport java.util.*;\npublic class A {}", "A", "foo.bar.A"),
        ("package foo; public class A {}\nclass Main { public static void main(String[] a) {} }", "A", "foo.Main"),
        ("class B { static void main(String[] a) {} }\npublic class A { static void main(String[] a) {} }", "A", "A"),
    ])
    func `a Java source is called after its public class, and the one with main is started`(
        _ source: String, _ file: String, _ started: String
    ) {
        let found = JavaClassName.find(in: source)
        #expect(found?.file == file)
        #expect(found.map { $0.package + $0.started } == started)
    }

    @Test func `of two Java classes the one with main is started, though the other one is public`() async throws {
        let source = """
            public class Solver { static long add(long a, long b) { return a + b; } }
            class Main {
                public static void main(String[] args) {
                    var in = new java.util.Scanner(System.in);
                    System.out.println(Solver.add(in.nextLong(), in.nextLong()));
                }
            }
            """
        let bench = try Bench()
        if case .failure(let error) = await bench.toolchains.probe(try LanguageTable.builtIn.named("java")).found {
            print("skipped: java: \(error)")
            return
        }
        let report = try await bench.judge(source, "java", on: Bench.sum())
        #expect(report.verdict == .accepted, "\(report.message ?? "")")
    }

    @Test func `the case of a language's names does not count`() throws {
        for (name, id) in [("Python", "python"), ("CPP", "cpp"), ("Java", "java"), ("PYTHON3", "python")] {
            #expect(try LanguageTable.builtIn.named(name).id == id)
        }
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "languages:\n  r: {like: python, name: R, aliases: [RLang], suffixes: [R]}\n"
                + "  Rust: {like: python, name: Another, suffixes: []}", to: "mine.yaml")
        let table = try LanguageTable.load(file: file, environment: [:])
        for name in ["rlang", "RLANG", "R"] { #expect(try table.named(name).id == "r") }
        for name in ["a.R", "a.r"] { #expect(try table.language(ofFile: name).id == "r") }
        #expect(try table.named("rust").id == "rust")
        #expect(try table.named("Rust").name == "Another")
        let taken = try folder.write("languages:\n  mine: {like: python, name: M, suffixes: [PY]}", to: "taken.yaml")
        #expect(throws: JudgingError.self) { try LanguageTable.load(file: taken, environment: [:]) }
    }

    @Test(arguments: [
        ("python", "Traceback:\n  File \"/work/solution.py\", line 7, in f\nValueError", 7),
        (
            "python",
            "  File \"/work/solution.py\", line 9, in <module>\n  File \"/work/solution.py\", line 2, in f\nE", 2
        ),
        ("java", "Exception in thread \"main\" X\n\tat Main.f(Main.java:12)\n\tat Main.main(Main.java:4)", 12),
        (
            "java",
            "Exception in thread \"main\" X\n\tat java.base/java.util.ArrayList.get(ArrayList.java:427)\n"
                + "\tat java.util.Objects.check(Objects.java:3)\n\tat a.b.Main$Node.<init>(Main.java:12)", 12
        ),
        (
            "java",
            "X: told before\n\tat Main.f(Main.java:7)\nException in thread \"main\" Y\n\tat Main.main(Main.java:4)\n"
                + "Caused by: Z\n\tat Main.g(Main.java:3)\n\t... 1 more", 3
        ),
        (
            "kotlin",
            "Exception in thread \"main\" X\n\tat SolutionKt.f(solution.kt:2)\n\tat SolutionKt.main(solution.kt:5)", 2
        ),
        (
            "javascript",
            "node:fs:573\n  throw e\n\nError: x\n    at f (/work/solution.js:2:33)\n    at Object.<anonymous> (/work/solution.js:4:1)",
            2
        ),
        (
            "rust",
            "thread '<unnamed>' panicked at solution.rs:3:5:\na\nthread 'main' panicked at solution.rs:8:5:\nb\n", 8
        ),
        (
            "go",
            "panic: x\n\ngoroutine 1 [running]:\nmain.f(...)\n\t/work/solution.go:5\nmain.main()\n\t/work/solution.go:9 +0x1d",
            5
        ),
        ("csharp", "X: y\n  at P.f () [0x0] in /work/solution.cs:3 \n  at P.Main () [0x0] in /work/solution.cs:7 ", 3),
        ("cpp", "solution.cpp:3:5: error: expected ;", 3),
        ("python", "no place at all", nil),
    ])
    func `an error's line is the submission's`(_ id: String, _ text: String, _ line: Int?) throws {
        #expect(try LanguageTable.builtIn.named(id).line(inError: text) == line)
    }

    @Test(arguments: [
        ("#include <bits/stdc++.h>\n", true), ("// a\n/* b\n */\n\n#include<bits/stdc++.h> // c\n", true),
        ("\u{FEFF}  # include  <bits/stdc++.h>\n", true), ("#define int long long\n#include <bits/stdc++.h>\n", false),
        ("#pragma GCC optimize(\"O3\")\n#include <bits/stdc++.h>\n", false), ("#include <vector>\n", false),
        ("// \\\n#include <bits/stdc++.h>\n", false), ("/* #include <bits/stdc++.h>", false), ("", false),
    ])
    func `a precompiled header is for sources that include it first`(_ source: String, _ isFirst: Bool) {
        #expect(PrecompiledHeaders.isFirst("bits/stdc++.h", in: source) == isFirst)
    }
}
