import Evaluation
import Spelling

/// A drawing with its words.
struct ReportPlot {
    /// What it shows.
    let title: String
    /// How to read it.
    let caption: String
    /// The drawing.
    let svg: String
}

extension EvaluationReport {
    /// The plots that have something to show.
    var plots: [ReportPlot] {
        [
            accuracyPlot(against: "calls", of: "Calls for a problem") { $0.calls },
            accuracyPlot(against: "cost", of: "USD for a problem") { $0.costUSD },
            monthPlot, groupPlot("By difficulty", \.byDifficulty), groupPlot("By platform", \.byPlatform),
            explorePlot,
        ].compactMap { $0 }
    }

    /// pass@k against what k samples take in the mean: a point for each k.
    private func accuracyPlot(
        against quantity: String, of label: String, _ amount: (ResourceUse) -> Double?
    ) -> ReportPlot? {
        let series = runs.map { item -> [(x: Double, k: Int, estimate: Estimate)] in
            guard let each = item.figures.resources.perSample.flatMap(amount) else { return [] }
            return item.figures.all.passAtK.map { (x: each * Double($0.k), k: $0.k, estimate: $0.estimate) }
        }
        let largest = series.joined().map(\.x).max() ?? 0
        guard largest > 0, series.allSatisfy({ !$0.isEmpty }) else { return nil }
        let ticks = PlotFrame.roundTicks(to: largest * 1.05)
        var frame = PlotFrame(
            title: "Accuracy against \(quantity)", largestX: max(largest * 1.05, ticks.last ?? 0), xLabel: label,
            ticks: ticks.map { (x: $0, label: tickText($0)) })
        for (index, points) in series.enumerated() {
            frame.canvas.path(
                points.map { (x: frame.x($0.x), y: frame.y($0.estimate.value)) }, "curve \(Self.style(index))")
            for point in points {
                frame.mark(
                    x: point.x, point.estimate, Self.style(index),
                    hint: "\(runs[index].label), pass@\(point.k): \(point.estimate.text)")
            }
        }
        let isSingle = series.allSatisfy { $0.count == 1 }
        return ReportPlot(
            title: "Accuracy against \(quantity)",
            caption: isSingle ? "pass@1 with its 95\u{A0}% interval." : "pass@k for each k, with 95\u{A0}% intervals.",
            svg: frame.canvas.svg)
    }

    private var monthPlot: ReportPlot? {
        let months = Set(runs.flatMap { $0.figures.byMonth.map(\.name) }).sorted()
        guard months.count > 1 else { return nil }
        let every = (months.count + 5) / 6
        var frame = PlotFrame(
            title: "Accuracy by month of the contest", largestX: Double(months.count),
            xLabel: "Month of the contest",
            ticks: months.enumerated().filter { $0.offset % every == 0 }.map {
                (x: Double($0.offset) + 0.5, label: $0.element)
            })
        if let cutoff = runs.compactMap(\.figures.cutoff).first {
            let after = months.firstIndex { $0 >= cutoff.date.prefix(7) } ?? months.count
            let x = frame.x(Double(after))
            frame.canvas.line(x, frame.y(1), x, frame.y(0), "cutoff")
            frame.canvas.text("cut-off \(cutoff.date)", x + 4, frame.y(1) + 9, .start, "label")
        }
        for (index, item) in runs.enumerated() {
            // Beside each other, so that no whisker hides another.
            let shift = (Double(index) - Double(runs.count - 1) / 2) * min(0.5 / Double(runs.count), 0.12)
            let points = item.figures.byMonth.compactMap {
                group -> (x: Double, group: GroupFigures, estimate: Estimate)? in
                guard let place = months.firstIndex(of: group.name), let estimate = group.passAt1 else { return nil }
                return (x: Double(place) + 0.5 + shift, group: group, estimate: estimate)
            }
            frame.canvas.path(
                points.map { (x: frame.x($0.x), y: frame.y($0.estimate.value)) }, "curve faint \(Self.style(index))")
            for point in points {
                frame.mark(
                    x: point.x, point.estimate, Self.style(index),
                    hint: "\(item.label), \(point.group.name): \(point.estimate.text), "
                        + point.group.problems.counted("problem")
                )
            }
        }
        return ReportPlot(
            title: "By month of the contest",
            caption: "pass@1 with 95\u{A0}% intervals; months without problems are left out.",
            svg: frame.canvas.svg)
    }

    /// A row for each group, a mark for each run.
    private func groupPlot(_ title: String, _ groups: (EvalFigures) -> [GroupFigures]) -> ReportPlot? {
        var names: [String] = []
        for name in runs.flatMap({ groups($0.figures).map(\.name) }) where !names.contains(name) { names.append(name) }
        guard names.count > 1 else { return nil }
        let (left, right, spacing, gap) = (92.0, 62.0, 17.0, 12.0)
        let height = Double(names.count) * (Double(runs.count) * spacing + gap) + 28
        var canvas = SVGCanvas(width: PlotFrame.width, height: height, title: "Accuracy \(title.lowercased())")
        func x(_ share: Double) -> Double { left + share * (PlotFrame.width - left - right) }
        for share in [0, 0.25, 0.5, 0.75, 1] {
            canvas.line(x(share), 4, x(share), height - 22, share == 0 ? "axis" : "grid")
            canvas.text("\(Int(share * 100)) %", x(share), height - 6, .middle)
        }
        var y = 4.0 + gap / 2
        for name in names {
            let middle = y + Double(runs.count) * spacing / 2
            canvas.text(name.count > 13 ? "\(name.prefix(12))…" : name, left - 10, middle + 4, .end, "name")
            for (index, item) in runs.enumerated() {
                y += spacing
                guard let group = groups(item.figures).first(where: { $0.name == name }), let estimate = group.passAt1
                else { continue }
                let style = Self.style(index)
                let row = y - spacing / 2
                canvas.line(x(estimate.interval.low), row, x(estimate.interval.high), row, "whisker \(style)")
                canvas.circle(
                    x(estimate.value), row, radius: 4, "dot \(style)",
                    hint: "\(item.label), \(name): \(estimate.text), \(group.problems.counted("problem"))")
                canvas.text(Figure.percent(estimate.value), PlotFrame.width - 4, row + 4, .end, "name")
            }
            y += gap
        }
        return ReportPlot(title: title, caption: "pass@1 with 95\u{A0}% intervals.", svg: canvas.svg)
    }

    /// Bars for each number of explores, a bar for each run, the accepted part of it filled.
    private var explorePlot: ReportPlot? {
        let most = runs.flatMap { $0.figures.stops.explores.map(\.explores) }.max() ?? 0
        guard most > 1 else { return nil }
        let shares = runs.map { item in
            let all = max(item.figures.stops.explores.reduce(0) { $0 + $1.samples }, 1)
            return item.figures.stops.explores.map { (row: $0, all: Double(all)) }
        }
        let every = most / 12 + 1
        var frame = PlotFrame(
            title: "Explores for a sample", largestX: Double(most + 1), xLabel: "Explores for a sample",
            ticks: (0...most).filter { $0 % every == 0 }.map { (x: Double($0) + 0.5, label: "\($0)") })
        let slot = frame.x(1) - frame.x(0)
        let width = slot * 0.76 / Double(runs.count)
        for (index, rows) in shares.enumerated() {
            for (row, all) in rows where row.samples > 0 {
                let x = frame.x(Double(row.explores)) + slot * 0.12 + width * Double(index)
                let hint =
                    "\(runs[index].label), \(row.explores.counted("explore")): \(row.samples.counted("sample")), \(row.accepted) accepted"
                for (count, style) in [(row.samples, "bar rest"), (row.accepted, "bar")] where count > 0 {
                    let top = frame.y(Double(count) / all)
                    frame.canvas.rectangle(
                        x, top, width: max(width - 1, 1), height: frame.y(0) - top, "\(style) \(Self.style(index))",
                        hint: hint)
                }
            }
        }
        return ReportPlot(
            title: "Explores for a sample", caption: "Share of samples; the filled part is accepted.",
            svg: frame.canvas.svg)
    }

    /// The class that gives a run its colour; after six they begin again.
    static func style(_ index: Int) -> String { "s\(index % 6)" }

    private func tickText(_ value: Double) -> String {
        var text = Quantity.fixed(value, value >= 0.1 ? 2 : value >= 0.001 ? 4 : 6)
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

extension PlotFrame {
    /// A point with the whisker of its interval.
    fileprivate mutating func mark(x value: Double, _ estimate: Estimate, _ style: String, hint: String) {
        canvas.line(x(value), y(estimate.interval.low), x(value), y(estimate.interval.high), "whisker \(style)")
        canvas.circle(x(value), y(estimate.value), radius: 3.6, "dot \(style)", hint: hint)
    }
}

extension Estimate {
    /// `62.5 % [56.1, 68.4]`.
    fileprivate var text: String { "\(Figure.percent(value)) \(Figure.interval(interval))" }
}
