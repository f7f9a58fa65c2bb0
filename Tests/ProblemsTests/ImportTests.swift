import FoundationEssentials
import Testing

@testable import Problems

/// What holds for problems in the forms of others, whichever they are, read and written as ours.
@Suite struct ImportTests {
    @Test(arguments: ["polygon", "dmoj"])
    func `what is written is the problem that was read`(form: String) throws {
        let tree = try FileTree(form == "polygon" ? ImportFixture.polygon : ImportFixture.dmoj)
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        let read = try ProblemFormats.read(PackageFolder(place))
        #expect(read.title == problem.title)
        #expect(read.statement == problem.statement)
        #expect(read.limits == problem.limits)
        #expect(read.allTests.map(\.name) == problem.allTests.map(\.name))
        #expect(read.privateTests.map(\.points) == problem.privateTests.map(\.points))
        #expect(try read.allTests.map { try $0.expected.load() } == problem.allTests.map { try $0.expected.load() })
        #expect(read.submissions.map(\.label) == problem.submissions.map(\.label))
        if case .tokens = problem.comparison { #expect(read.comparison == problem.comparison) }
        guard case .subtasks(let wanted) = problem.scoring, case .subtasks(let found) = read.scoring else {
            Issue.record("\(read.scoring)")
            return
        }
        // Which points a validator may give is for the form it is written in.
        #expect(found.takingAnyPoints().groups == wanted.groups)
        #expect(throws: ProblemError.self) { try PackageWriter.write(problem, to: place) }
    }

    @Test(arguments: [
        ("grader_flags: accept_if_any_accepted\non_reject: continue", "grader_flags: min", nil),
        ("on_reject: continue", "grader_flags: min", "2023-07 has no words for how it is graded (legacy)"),
        (
            "grader_flags: accept_if_any_accepted\non_reject: continue", "grader_flags: sum",
            "2023-07 has no words for how it is graded (legacy)"
        ),
    ])
    func `legacy points are written where the later format gives the same`(
        secret: String, group: String, reason: String?
    ) throws {
        let tree = try FileTree([
            "problem.yaml": "type: scoring\n", "problem_statement/problem.en.md": "Echo.",
            "data/secret/testdata.yaml": secret, "data/secret/a/testdata.yaml": group + "\naccept_score: 40",
            "data/secret/a/1.in": "", "data/secret/a/1.ans": "", "data/secret/a/2.in": "", "data/secret/a/2.ans": "",
        ])
        let problem = try ProblemFormats.read(PackageFolder(tree.path))
        let place = "\(tree.path)/written"
        do throws(ProblemError) {
            try PackageWriter.write(problem, to: place)
        } catch {
            #expect(reason.map(error.description.hasSuffix) == true, "\(error)")
            return
        }
        #expect(reason == nil)
        let read = try ProblemFormats.read(PackageFolder(place))
        #expect(read.privateTests.map(\.points) == [40, 40])
        guard case .subtasks(let root) = read.scoring else {
            Issue.record("\(read.scoring)")
            return
        }
        #expect(root.maximumPoints == 40)
        #expect(root.groups.map(\.aggregation) == [.minimum])
    }

    @Test func `a submission of several files is written with all of them`() throws {
        var files = ImportFixture.dmoj
        files["several/main.py"] = "import part.one"
        files["several/part/one.py"] = "print(1)"
        let tree = try FileTree(files)
        var problem = try ProblemFormats.read(PackageFolder(tree.path))
        problem.submissions = [
            LabelledSubmission(path: "\(tree.path)/several", label: "accepted", expectedVerdicts: ["AC"])
        ]
        let place = "\(tree.path)/written"
        try PackageWriter.write(problem, to: place)
        for (name, text) in [("main.py", "import part.one"), ("part/one.py", "print(1)")] {
            #expect(
                try String(contentsOfFile: "\(place)/submissions/accepted/several/\(name)", encoding: .utf8) == text)
        }
        #expect(try ProblemFormats.read(PackageFolder(place)).submissions.map(\.label) == ["accepted"])
    }

    @Test func `no submission takes a file from elsewhere into the package`() throws {
        let tree = try FileTree([
            "secret.txt": "not yours", "p/statement.md": "Echo.", "p/tests/1.in": "1", "p/tests/1.ans": "1",
            "p/common/helper.py": "x = 1", "p/submissions/accepted/own/main.py": "import helper",
            "p/submissions/accepted/own/helper.py": "-> ../../../common/helper.py",
            "p/submissions/accepted/evil/main.py": "import x",
            "p/submissions/accepted/evil/x.py": "-> ../../../../secret.txt",
            "p/submissions/deep/evil/main.py": "import x",
            "p/submissions/deep/evil/in/x.py": "-> ../../../../../secret.txt",
        ])
        let imported = try ProblemImport(
            "\(tree.path)/p", kind: nil, statement: nil, scratch: ScratchFolder(in: tree.path).path)
        #expect(
            imported.submissionFaults.map { tree.stable($0.description) }.first
                == "DIR/p/submissions/accepted/evil/x.py: a link that leaves the problem's folder; "
                + "expected a file inside DIR/p")
        try imported.write(to: "\(tree.path)/written")
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(tree.path)/written/submissions")
        #expect(
            names.sorted() == ["accepted", "accepted/own", "accepted/own/helper.py", "accepted/own/main.py"])
        let helper = "\(tree.path)/written/submissions/accepted/own/helper.py"
        #expect(try String(contentsOfFile: helper, encoding: .utf8) == "x = 1")
    }

    @Test func `a given statement is written into a copy, wherever links lead`() throws {
        let tree = try FileTree([
            "p/problem.yaml": "name: Echo", "p/data/secret/1.in": "1", "p/data/secret/1.ans": "1",
            "p/problem_statement/problem.en.md": "-> ../../mine.md", "mine.md": "Mine.", "link": "-> p",
            "out/problem.yaml": "name: Echo",
        ])
        try tree.add("out/problem_statement", "-> \(tree.path)/p")
        let imported = try ProblemImport(
            "\(tree.path)/link", kind: nil, statement: "Print it.", scratch: ScratchFolder(in: tree.path).path)
        #expect(imported.problem.statement.hasPrefix("Print it."))
        #expect(try String(contentsOfFile: "\(tree.path)/mine.md", encoding: .utf8) == "Mine.")
        #expect(
            try tree.importError("out", statement: "Print it.")
                == "DIR/out/problem_statement: a link that leaves the problem's folder; expected a file inside DIR/out")
    }

    @Test func `nothing is left of a folder that could not be written whole`() throws {
        let tree = try FileTree(ImportFixture.dmoj)
        var problem = try ProblemFormats.read(PackageFolder(tree.path))
        problem.privateTests[1].input = .file(path: "/no/such/file")
        #expect(throws: ProblemError.self) { try PackageWriter.write(problem, to: "\(tree.path)/written") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path).count == ImportFixture.dmoj.count)
    }

    @Test(.enabled(if: Tar.canBeUnpacked, "libarchive.so.13 is not installed"))
    func `an archive is unpacked, with the tests that DMOJ keeps in one more`() throws {
        var inner = Tar()
        for name in ["1.in", "1.out"] { inner.add(name, "5\n") }
        let tree = try FileTree(["scratch/x": ""])
        try FileManager.default.removeItem(atPath: "\(tree.path)/scratch/x")
        var outer = Tar()
        outer.add("sum/init.yml", "archive: tests.tar\ntest_cases: [{in: 1.in, out: 1.out, points: 3}]\n")
        try tree.add("inner.tar", inner.whole)
        try tree.add("folder/sum/init.yml", "archive: tests.tar\ntest_cases: [{in: 1.in, out: 1.out, points: 3}]\n")
        try tree.add("folder/sum/tests.tar", inner.whole)
        let imported = try ProblemImport(
            "\(tree.path)/folder/sum", kind: nil, statement: "# Sum\n\nAdd.", scratch: "\(tree.path)/scratch")
        #expect(imported.kind == .dmoj)
        #expect(imported.problem.title == "Sum")
        #expect(try imported.problem.privateTests.map { try $0.input.load() } == [Data("5\n".utf8)])
        try tree.add("outer.tar", outer.whole)
        try FileManager.default.removeItem(atPath: "\(tree.path)/scratch")
        try tree.add("folder/sum/init.yml", "archive: ../none/tests.tar\n")
        #expect(
            try tree.importError("folder/sum", statement: "Add.")
                == "DIR/folder/sum/init.yml:1: \"../none/tests.tar\", a path that leaves the problem's folder; "
                + "expected a file inside DIR/folder/sum")
        #expect(
            try tree.importError("outer.tar")
                == "DIR/outer.tar: sum/init.yml:1: \"tests.tar\" is not there; expected the archive beside it")
    }

    @Test(.enabled(if: Tar.canBeUnpacked, "libarchive.so.13 is not installed"))
    func `errors name an archive and the path inside it`() throws {
        var package = Tar()
        for (name, text) in [
            ("problem.yaml", "name: x"), ("statement/problem.en.md", "Echo."), ("data/secret/1.in", "1"),
        ] { package.add(name, text) }
        var inner = Tar()
        inner.add("1.in", "5\n")
        inner.add("1.out", "5\n")
        let cases = "archive: tests.tar\ntest_cases: [{in: 1.in, out: 2.out}]\n"
        var dmoj = Tar()
        dmoj.add("sum/init.yml", cases)
        dmoj.add("sum/tests.tar", String(decoding: inner.whole, as: UTF8.self))
        var nothing = Tar()
        nothing.add("readme", "x")
        let tree = try FileTree(["folder/init.yml": cases])
        try tree.add("folder/tests.tar", inner.whole)
        // An archive may be called as the folders that an import works in.
        for (name, tar) in [("package.tar", package), ("tests.tar", dmoj), ("nothing.tar", nothing)] {
            try tree.add(name, tar.whole)
        }
        #expect(
            try tree.importError("package.tar")
                == "DIR/package.tar: data/secret/1.in: this input has no answer; expected a file of the same name ending "
                + "in .ans beside it")
        #expect(
            try tree.importError("tests.tar", statement: "Add.")
                == "DIR/tests.tar: sum/init.yml:2: \"2.out\" is not there; "
                + "expected a file in DIR/tests.tar: sum/tests.tar")
        #expect(
            try tree.importError("folder", statement: "Add.")
                == "DIR/folder/init.yml:2: \"2.out\" is not there; expected a file in DIR/folder/tests.tar")
        try tree.add("folder/init.yml", cases.replacing("2.out", with: "1.out"))
        #expect(
            try tree.importError("folder", statement: " ")
                == "--statement: the statement is empty; expected the problem's text")
        #expect(try tree.importError("nothing.tar")?.hasPrefix("DIR/nothing.tar: no problem in it; expected ") == true)
        #expect(
            try tree.importError("folder", kind: .polygon)
                == "DIR/folder: not a Polygon package; expected problem.xml at its root")
    }

    @Test func `a statement is taken where there is none, and refused where it would be passed over`() throws {
        let tree = try FileTree([
            "icpc/problem.yaml": "name: Echo", "icpc/problem_statement/problem.en.pdf": "%PDF",
            "icpc/data/secret/1.in": "1", "icpc/data/secret/1.ans": "1",
            "lcb/problem.jsonl": "{}",
        ])
        #expect(try tree.importError("icpc")?.contains("there is no statement") == true)
        let imported = try ProblemImport(
            "\(tree.path)/icpc", kind: nil, statement: "Print it.", scratch: ScratchFolder(in: tree.path).path)
        #expect(imported.problem.statement.hasPrefix("Print it."))
        #expect(
            try tree.importError("lcb", statement: "Add.")
                == "DIR/lcb: a LiveCodeBench file, which holds its own statement; expected no --statement")
    }
}
