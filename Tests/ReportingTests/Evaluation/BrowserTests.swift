import Evaluation
import Foundation
import Testing

@testable import Reporting

/// The page in a real browser.
@Suite(.serialized, .enabled(if: Browser.path != nil, "Chromium is not installed (apt install chromium)"))
struct BrowserTests {
    private final class Page {
        let path = NSTemporaryDirectory() + "/atlas-page-\(UUID().uuidString).html"

        init(_ runs: [EvaluatedRun], text: String = "plain") throws {
            let html = try ReportPage(EvaluationReport(runs, cutoff: "2024-03-01")) { _, problem, _ in
                try ReportFixture.trajectory(problem, text: text)
            }.html()
            try html.write(toFile: path, atomically: true, encoding: .utf8)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let shown =
        "[...document.querySelectorAll('#table tbody:not([hidden]) .id')].map(e => e.textContent).join(' ')"

    private static func choose(_ id: String, _ value: String) -> String {
        """
        (() => { const e = document.getElementById('\(id)'); e.value = '\(value)'; \
        e.dispatchEvent(new Event('input', { bubbles: true })); })()
        """
    }

    @Test func `filters and sorting work, and the console stays empty`() throws {
        let page = try Page([ReportFixture.run("runs/a"), ReportFixture.run("runs/b") { problem, _ in problem < 5 }])
        let browser = try Browser()
        try browser.open(file: page.path)
        func shown() throws -> String { try browser.value(Self.shown) as? String ?? "" }
        func run(_ expression: String) throws { _ = try browser.value(expression) }
        #expect(try shown().split(separator: " ").count == 12)
        try run(Self.choose("search", "p1"))
        #expect(try shown() == "p1 p10 p11")
        #expect(try browser.value("document.getElementById('count').textContent") as? String == "3 of 12 problems")
        try run(Self.choose("difficulty", "medium"))
        #expect(try shown() == "p1 p10")
        try run(Self.choose("platform", "atcoder"))
        #expect(try shown() == "p10")
        try run("document.querySelector('#filters button[type=reset]').click()")
        #expect(
            try browser.value("new Promise(done => setTimeout(() => done(\(Self.shown).split(' ').length)))") as? Int
                == 12)
        // The first run solves 0, 3, 6 and 9, the second 0 to 4.
        try run(Self.choose("result", "flipped"))
        #expect(try shown() == "p1 p2 p4 p6 p9")
        try run(Self.choose("result", ""))
        try run("[...document.querySelectorAll('#table th button')].find(b => b.textContent === 'Difficulty').click()")
        #expect(try shown().hasPrefix("p0 p3 p6 p9 p1"))
        #expect(
            try browser.value("document.querySelector('th[aria-sort]').getAttribute('aria-sort')") as? String
                == "ascending")
        #expect(browser.complaints == [])
    }

    @Test func `a cost that is not known is in no sum, and what one run has not judged is no flip`() throws {
        var second = ReportFixture.run("runs/b", problems: 3, samples: 1)
        second.results[0].costUSD = nil
        second.results[1].verdict = nil
        second.results[1].failure = .machine
        second.results[2].verdict = .accepted
        let page = try Page([ReportFixture.run("runs/a", problems: 3, samples: 1), second])
        let browser = try Browser()
        try browser.open(file: page.path)
        let costs =
            try browser.value(
                """
                (() => { const place = [...document.querySelectorAll('#table th')].findIndex(e => e.textContent === 'Cost'); \
                return [...document.querySelectorAll('#table tbody')].map(e => e.rows[0].cells[place].textContent).join(' '); })()
                """) as? String
        #expect(costs == "– $0.0020 $0.0020")
        // p0 is solved by both, p1 by the first alone and not judged in the second, p2 by the second alone.
        _ = try browser.value(Self.choose("result", "flipped"))
        #expect(try browser.value(Self.shown) as? String == "p2")
        #expect(browser.complaints == [])
    }

    @Test func `a problem's button shows its trajectory with code, diff and reasons`() throws {
        let page = try Page([ReportFixture.run("runs/a")])
        let browser = try Browser()
        try browser.open(file: page.path)
        _ = try browser.value("document.querySelector('.open').click()")
        let text =
            try browser.value(
                """
                new Promise(done => { const look = () => { const e = document.querySelector('.detail'); \
                e && e.textContent ? done(e.textContent) : requestAnimationFrame(look); }; look(); })
                """) as? String ?? ""
        for part in [
            "explore 1", "explore 2", "orchestrator 1: explore", "print(input())", "O(n)", "− 2", "+ plain", "sample-1",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(browser.complaints == [])
    }

    @Test func `hostile text changes nothing in the page`() throws {
        var run = ReportFixture.run(ReportFixture.hostile, problems: 3)
        run.problems[0].title = ReportFixture.hostile
        run.results[0].message = ReportFixture.hostile
        let page = try Page([run], text: ReportFixture.hostile)
        let browser = try Browser()
        try browser.open(file: page.path)
        let text =
            try browser.value(
                """
                new Promise(done => { document.querySelector('.open').click(); const look = () => { \
                const e = document.querySelector('.detail'); \
                e && e.textContent ? done(e.textContent) : requestAnimationFrame(look); }; look(); })
                """) as? String ?? ""
        #expect(text.contains("</script><script>document.title"))
        #expect(try browser.value("document.title") as? String == "bundled.jsonl: evaluation report")
        #expect(try browser.value("document.querySelectorAll('img').length") as? Int == 0)
        #expect(browser.complaints == [])
    }

    @Test func `a phone needs no scrolling sideways`() throws {
        let page = try Page([ReportFixture.run("runs/a"), ReportFixture.run("runs/b") { problem, _ in problem < 5 }])
        let browser = try Browser()
        try browser.setSize(width: 390, height: 800)
        try browser.open(file: page.path)
        let excess =
            try browser.value(
                """
                new Promise(done => { document.querySelector('.open').click(); const look = () => { \
                const e = document.querySelector('.detail'); \
                e && e.textContent ? done(document.documentElement.scrollWidth - document.documentElement.clientWidth) : requestAnimationFrame(look); }; look(); })
                """) as? Int
        #expect(excess == 0)
    }
}
