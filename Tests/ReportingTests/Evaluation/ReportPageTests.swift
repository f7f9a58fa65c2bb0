import Evaluation
import Foundation
import Testing

@testable import Reporting

@Suite struct ReportPageTests {
    private static func page(_ runs: [EvaluatedRun], explores: Int = 2, text: String = "plain") throws -> String {
        try ReportPage(EvaluationReport(runs)) { _, problem, _ in
            try ReportFixture.trajectory(problem, explores: explores, text: text)
        }.html()
    }

    @Test func `text of a model is never markup`() throws {
        var run = ReportFixture.run(ReportFixture.hostile, problems: 3)
        run.problems[0].title = ReportFixture.hostile
        run.results[0].message = ReportFixture.hostile
        run.fingerprint.settings.model = ReportFixture.hostile
        run.results = run.results.map { result in
            var result = result
            result.platform = ReportFixture.hostile
            return result
        }
        let page = try Self.page([run], text: ReportFixture.hostile)
        #expect(!page.contains("<img"))
        #expect(!page.contains("<script>document"))
        // One element of data and one of script, each closed once.
        #expect(page.components(separatedBy: "<script").count == 3)
        #expect(page.components(separatedBy: "</script>").count == 3)
        // Braces are text, too: the name of the run stands there as it is.
        #expect(page.contains("{{title}}") && page.contains("{{{data}}}"))
        #expect(!page.unicodeScalars.contains("\u{0}"))
    }

    @Test func `a quote with a combining mark does not end an attribute`() {
        #expect(HTMLText.escaped("\"\u{301} onload=x <\u{301}b") == "&quot;\u{301} onload=x &lt;\u{301}b")
    }

    @Test func `data in a script element hold nothing that ends it, and stay the same`() throws {
        let json = #"{"a":"</script><!-- & \u2028"}"#
        let safe = HTMLText.scriptSafe(json: json)
        #expect(!safe.contains("<") && !safe.contains(">") && !safe.contains("&"))
        #expect(
            try JSONDecoder().decode([String: String].self, from: Data(safe.utf8))
                == JSONDecoder().decode([String: String].self, from: Data(json.utf8)))
    }

    @Test func `a page needs no other file, and its policy lets no other script run`() throws {
        let page = try Self.page([ReportFixture.run("runs/a")])
        for reference in ["src=", "href=\"http", "url(", "@import"] {
            #expect(!page.contains(reference), "\(reference)")
        }
        #expect(page.contains("default-src 'none'; style-src 'sha256-"))
        #expect(!page.contains("unsafe-inline"))
    }

    @Test func `details are packed, and come back as they were`() throws {
        let text = Data(String(repeating: "for i in range(10):\n    print(i)\n", count: 100).utf8)
        let packed = PackedText.pack(text)
        #expect(packed.utf8.count < text.count / 5)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import base64, sys, zlib; sys.stdout.buffer.write(zlib.decompress(base64.b64decode(sys.argv[1])))",
            packed,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        #expect(try output.fileHandleForReading.readToEnd() == text)
        process.waitUntilExit()
    }

    @Test func `an explore takes less than 1900 bytes of the page, so that 8000 fit in 15 MB`() throws {
        // Programs of about 1.5 KB that differ, as those of eight solvers do.
        var generator = SplitMix64(seed: 7)
        func program() -> String {
            (0..<45).map { _ in
                "    value_\(generator.below(40)) = solve_\(generator.below(40))(n, \(generator.below(1_000_000)))"
            }.joined(separator: "\n")
        }
        let small = try Self.page([ReportFixture.run("runs/a", problems: 1, samples: 1)]).utf8.count
        let problems = 20
        let page = try ReportPage(EvaluationReport([ReportFixture.run("runs/a", problems: problems, samples: 1)])) {
            _, problem, _ in
            var trajectory = try ReportFixture.trajectory(problem, explores: 8)
            for index in trajectory.explores.indices { trajectory.explores[index].program = program() }
            return trajectory
        }.html()
        #expect((page.utf8.count - small) / (problems * 8) < 1900)
    }
}
