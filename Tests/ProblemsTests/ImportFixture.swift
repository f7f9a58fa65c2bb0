import FoundationEssentials

@testable import Problems

/// Problems in the forms of others, as files by name.
enum ImportFixture {
    /// Polygon's description of a problem: samples and two groups.
    static let polygonXML = """
        <?xml version="1.0" encoding="utf-8" standalone="no"?>
        <problem revision="3" short-name="a-plus-b" url="https://example.org/p">
          <names><name language="russian" value="Сумма"/><name language="english" value="A &amp; B"/></names>
          <judging cpu-name="x">
            <testset name="tests">
              <time-limit>1500</time-limit><memory-limit>268435456</memory-limit><test-count>4</test-count>
              <input-path-pattern>tests/%02d</input-path-pattern><answer-path-pattern>tests/%02d.a</answer-path-pattern>
              <tests>
                <test method="manual" sample="true" group="0"/>
                <test method="generated" cmd="gen 1" group="1" points="10.0"/>
                <test method="generated" cmd="gen 2" group="1" points="10.0"/>
                <test method="generated" cmd="gen 3" group="2" points="40.0"/>
              </tests>
              <groups>
                <group name="0" points="0.0" points-policy="complete-group"/>
                <group name="1" points="20.0" points-policy="complete-group">
                  <dependencies><dependency group="0"/></dependencies></group>
                <group name="2" points-policy="each-test"><dependencies><dependency group="1"/></dependencies></group>
              </groups>
            </testset>
          </judging>
          <assets>
            <checker name="std::ncmp.cpp" type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>
            <solutions>
              <solution tag="main"><source path="solutions/sum.cpp" type="cpp.g++17"/></solution>
              <solution tag="time-limit-exceeded-or-accepted"><source path="solutions/slow.py" type="python.3"/></solution>
            </solutions>
          </assets>
        </problem>
        """

    /// Polygon's package of it.
    static let polygon = [
        "problem.xml": polygonXML, "statement-sections/english/legend.tex": "Add two numbers.\n",
        "statement-sections/english/name.tex": "A & B", "statement-sections/english/input.tex": "Two numbers.",
        "tests/01": "1 2\n", "tests/01.a": "3\n", "tests/02": "2 2\n", "tests/02.a": "4\n", "tests/03": "3 2\n",
        "tests/03.a": "5\n", "tests/04": "4 2\n", "tests/04.a": "6\n", "files/check.cpp": "// check",
        "files/testlib.h": "// testlib", "solutions/sum.cpp": "// sum", "solutions/slow.py": "# slow",
    ]

    /// A folder of DMOJ: a batch, a case, and a batch that depends on the first.
    static let dmoj = [
        "statement.md": "# Sum\n\nAdd.", "1.in": "1", "1.out": "1", "2.in": "2", "2.out": "2", "3.in": "3",
        "3.out": "3",
        "init.yml": """
        test_cases:
        - batched:
          - {in: 1.in, out: 1.out}
          - {in: 2.in, out: 2.out}
          points: 30
        - {in: 3.in, out: 3.out, points: 70}
        - {batched: [{in: 3.in, out: 3.out}], points: 5, dependencies: [1]}
        checker: {name: floats, args: {precision: 3, error_mode: absolute}}
        """,
    ]
}

extension FileTree {
    /// What an import of something in it says; nil when it is imported.
    func importError(
        _ source: String, kind: ProblemImport.Kind? = nil, statement: String? = nil
    ) throws -> String? {
        let scratch = try ScratchFolder(in: path)
        defer { scratch.remove() }
        do throws(ProblemError) {
            _ = try ProblemImport("\(path)/\(source)", kind: kind, statement: statement, scratch: scratch.path)
            return nil
        } catch {
            return stable(error.description)
        }
    }
}
